# Open vSwitch's GRE, with a key: a page over HTTP and a ping in Ethernet frames inside.
. ./http/nginx.sh
. ./tunnel/ovs.sh
nginx
ovs_tunnel gre 42
record proto gre
client ping -q -c 2 -i 0.2 10.78.0.10
client curl -sS http://10.78.0.10/data.json
