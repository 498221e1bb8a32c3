# A name server outside answers with an address outside, and with one of the loopback network, as block lists do; the site's own name server
# answers with a private address.
ip -n brook-server addr add 9.9.9.9/32 dev cable
ip -n brook-client route add 9.9.9.0/24 via $server_ip
for listen in 9.9.9.9 $server_ip; do
  serve dnsmasq --no-daemon --no-resolv --no-hosts --listen-address=$listen --bind-interfaces --host-record=www.outside.example,9.9.9.80 \
    --host-record=2.0.0.127.list.example,127.0.0.2 --host-record=www.lab.example,192.168.1.1
done
await udp 53
record
client dig @9.9.9.9 +tries=1 +time=2 www.outside.example A
client dig @9.9.9.9 +tries=1 +time=2 2.0.0.127.list.example A
client dig @$server_ip +tries=1 +time=2 www.lab.example A
