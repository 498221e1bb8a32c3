# The kernel's VXLAN: a page over HTTP and a ping in Ethernet frames inside.
. ./http/nginx.sh
nginx
ip -n brook-client link add inside type vxlan id 42 local $client_ip remote $server_ip dstport 4789 dev cable
ip -n brook-server link add inside type vxlan id 42 local $server_ip remote $client_ip dstport 4789 dev cable
for host in client server; do
  ip netns exec brook-$host sysctl -qw net.ipv6.conf.inside.disable_ipv6=1
  ip -n brook-$host link set inside up
done
ip -n brook-client addr add 10.78.0.2/24 dev inside
ip -n brook-server addr add 10.78.0.10/24 dev inside
record udp
client ping -q -c 2 -i 0.2 10.78.0.10
client curl -sS http://10.78.0.10/data.json
