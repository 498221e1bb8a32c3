# IPv6 in IPv4: a page over HTTP and a ping inside.
. ./http/nginx.sh
. ./tunnel/ip.sh
nginx
ip_tunnel 41 fd78::2/64 fd78::10/64
record proto 41
client ping -q -c 2 -i 0.2 fd78::10
client curl -sS 'http://[fd78::10]/data.json'
