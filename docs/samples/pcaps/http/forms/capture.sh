# What clients send: a form, a file in one with several parts, one in chunks and without asking first, and the beginning of an attack; and a
# server that answers before it has heard all.
. ./http/nginx.sh
nginx
record
seq -f 'sent line %g' 50 >"$work/letter.txt"
client curl -sS -d 'name=brook&colour=blue' http://$server_ip/form
client curl -sS -F 'title=A letter' -F "letter=@$work/letter.txt;type=text/plain" http://$server_ip/form
client curl -sS -H 'Transfer-Encoding: chunked' -H 'Expect:' --data-binary "@$work/letter.txt" http://$server_ip/form
client curl -sS -T "$work/letter.txt" http://$server_ip/form
client curl -sS "http://$server_ip/form?id=1%27%20UNION%20SELECT%20name,password%20FROM%20users--"
client curl -sS -F "letter=@$work/letter.txt" http://$server_ip/hasty
client curl -sS -T "$work/letter.txt" http://$server_ip/hasty
