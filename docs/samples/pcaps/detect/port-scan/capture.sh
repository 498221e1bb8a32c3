# nmap looks at forty ports of one host.
record tcp
client nmap -n -Pn -sT -p 1001-1040 --max-retries 0 $server_ip
