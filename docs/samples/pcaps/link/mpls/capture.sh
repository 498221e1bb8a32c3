# Frames with an MPLS label, which Open vSwitch puts on and takes off.
. ./http/nginx.sh
. ./tunnel/ovs.sh
nginx
for host in client server; do
  ovs $host
  vsctl $host add-br outside -- set bridge outside datapath_type=netdev protocols=OpenFlow10,OpenFlow13 -- \
    add-port outside cable -- set interface cable ofport_request=1 -- add-port outside inside -- set interface inside type=internal ofport_request=2
  ip netns exec brook-$host sysctl -qw net.ipv6.conf.inside.disable_ipv6=1 net.ipv4.conf.all.arp_ignore=1
  ip -n brook-$host link set inside up
  at_ovs $host ovs-ofctl -O OpenFlow13 add-flow "$work/ovs-$host/outside.mgmt" 'priority=9,in_port=2,ip,actions=push_mpls:0x8847,set_field:77->mpls_label,output:1'
  at_ovs $host ovs-ofctl -O OpenFlow13 add-flow "$work/ovs-$host/outside.mgmt" 'priority=9,in_port=1,dl_type=0x8847,actions=pop_mpls:0x0800,output:2'
done
ip -n brook-client addr add 10.78.0.2/24 dev inside
ip -n brook-server addr add 10.78.0.10/24 dev inside
within 10 client ping -c 1 -W 1 10.78.0.10
record mpls
client curl -sS http://10.78.0.10/data.json
