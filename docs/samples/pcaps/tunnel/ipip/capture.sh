# IPv4 in IPv4: a page over HTTP, a question to DNS, and a ping inside.
. ./http/nginx.sh
. ./tunnel/ip.sh
nginx
ip_tunnel 4 10.78.0.2/24 10.78.0.10/24
serve dnsmasq --no-daemon --no-resolv --no-hosts --listen-address=10.78.0.10 --bind-interfaces --host-record=www.lab.example,10.77.0.10
await udp 53
record proto 4
client ping -q -c 2 -i 0.2 10.78.0.10
client curl -sS http://10.78.0.10/data.json
client dig @10.78.0.10 www.lab.example
