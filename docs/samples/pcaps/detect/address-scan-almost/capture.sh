# As conn/scan, but nmap looks at twenty hosts: five fewer than it takes.
for host in $(seq 20); do
  ip -n brook-server addr add 10.77.1.$host/32 dev cable
done
record tcp
client nmap -n -Pn -sT -p 3389 --max-retries 0 10.77.1.1-20
