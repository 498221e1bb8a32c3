# irssi at the server's host sends a file to irssi at the client's: DCC, on a connection of its own.
. ./irc/ngircd.sh
ngircd
seq -f 'line %g of a file' 30 >"$work/letter.txt"
record
irssi_at client $user $client_ip "send \"/connect $server_ip\r\"; expect Welcome; expect -re {letter.txt.*received}; send \"/quit\r\"; expect eof" &
within 10 bash -c "ip netns exec brook-server ss -Htn state established sport = :6667 | grep -q ."
irssi_at server bob $server_ip "send \"/connect $server_ip\r\"; expect {End of MOTD}; send \"/dcc send $user $work/letter.txt\r\";
  expect -re {letter.txt.*sent}; send \"/quit\r\"; expect eof"
