# nmap looks at fourteen ports of one host, and at fourteen of its other address: each is one fewer than it takes.
ip -n brook-server addr add 10.77.0.11/32 dev cable
record tcp
client nmap -n -Pn -sT -p 1001-1014 --max-retries 0 $server_ip 10.77.0.11
