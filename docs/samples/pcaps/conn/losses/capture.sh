# A cable that loses packets: the receiver's end drops some that the capture has seen, so they come again.
serve socat -u TCP-LISTEN:7001,reuseaddr OPEN:/dev/null
ip netns exec brook-server iptables -A INPUT -p tcp --dport 7001 -m length --length 1000: -m u32 --u32 "2&0x3=0x1" -j DROP
seq -f 'line %g of a long text of which some is sent twice' 400 >"$work/text"
await tcp 7001
record
client socat -u "$work/text" TCP:$server_ip:7001
