# ping over IPv4 and IPv6, with packets in fragments; traceroute; a port and a host that cannot be reached; neighbours that are looked for.
record
client ping -q -c 2 -i 0.2 $server_ip
client ping -q -c 1 -s 3000 $server_ip
client ping -q -c 2 -i 0.2 $server_ip6
client ping -q -c 1 -s 3000 $server_ip6
ip -n brook-client neigh flush all
client ping -q -c 1 $server_ip6
client traceroute -n -q 1 -m 2 $server_ip
echo hello | client ncat -u -w 1 $server_ip6 7009 || true
ip netns exec brook-server iptables -A INPUT -p tcp -j REJECT --reject-with icmp-admin-prohibited
client ncat -z -w 1 $server_ip 7001 || true
