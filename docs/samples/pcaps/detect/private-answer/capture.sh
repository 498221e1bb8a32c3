# A name server outside answers with an address of the site's own.
ip -n brook-server addr add 9.9.9.9/32 dev cable
ip -n brook-client route add 9.9.9.0/24 via $server_ip
serve dnsmasq --no-daemon --no-resolv --no-hosts --listen-address=9.9.9.9 --bind-interfaces --host-record=www.rebinding.example,192.168.1.1
await udp 53
record
client dig @9.9.9.9 +tries=1 +time=2 www.rebinding.example A
