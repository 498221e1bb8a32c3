# Two clients (ii) meet in a channel at ngircd and talk; one sets the topic and leaves.
. ./irc/ngircd.sh
ngircd
record
for nick in $user bob; do
  client ii -s $server_ip -n $nick -f "$nick Example" -i "$work/$nick" &
  within 10 grep -q 'Welcome' "$work/$nick/$server_ip/out"
  echo '/j #samples' >"$work/$nick/$server_ip/in"
  within 10 grep -q "$nick.*has joined" "$work/$nick/$server_ip/#samples/out"
done
alice=$work/$user/$server_ip bob=$work/bob/$server_ip
echo 'Hello Bob.' >"$alice/#samples/in"
within 10 grep -q 'Hello Bob' "$bob/#samples/out"
echo '/t Samples of all kinds' >"$bob/#samples/in"
within 10 grep -q 'Samples of all kinds' "$alice/#samples/out"
echo '/j alice Only for you.' >"$bob/in"
within 10 grep -q 'Only for you' "$alice/bob/out"
echo '/WHOIS alice' >"$bob/in"
echo '/a away for a while' >"$bob/#samples/in"
echo '/l bye' >"$bob/#samples/in"
within 10 grep -q 'has left' "$alice/#samples/out"
for nick in "$alice" "$bob"; do echo '/QUIT :bye' >"$nick/in"; done
