# nmap looks for one port at thirty hosts, of which some refuse and the others do not answer: an address scan, which is a notice.
for host in $(seq 30); do
  ip -n brook-server addr add 10.77.1.$host/32 dev cable
done
ip netns exec brook-server iptables -A INPUT -p tcp --dport 3389 -m u32 --u32 "16&0x1=0x1" -j DROP
record tcp
client nmap -n -Pn -sT -p 3389 --max-retries 0 --host-timeout 5s 10.77.1.1-30
