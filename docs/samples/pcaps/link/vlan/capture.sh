# Frames with a VLAN's tag, by Open vSwitch.
. ./http/nginx.sh
. ./tunnel/ovs.sh
nginx
for host in client server; do
  ovs $host
  vsctl $host add-br outside -- set bridge outside datapath_type=netdev -- add-port outside cable -- add-port outside inside tag=5 -- set interface inside type=internal
  ip netns exec brook-$host sysctl -qw net.ipv6.conf.inside.disable_ipv6=1
  ip -n brook-$host link set inside up
done
ip -n brook-client addr add 10.78.0.2/24 dev inside
ip -n brook-server addr add 10.78.0.10/24 dev inside
within 10 client ping -c 1 -W 1 10.78.0.10
record vlan
client curl -sS http://10.78.0.10/data.json
