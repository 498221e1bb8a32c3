# tcpdump leaves out some of the full segments of an answer, as a tap does that loses packets.
. ./http/nginx.sh
nginx
seq -f 'line %g of a long text, of which a part is not captured' 200 >"$work/www/long.txt"
# Not the first one, which begins with "HTTP".
record "not (tcp src port 80 and len > 1500 and tcp[32:4] != 0x48545450 and ip[4:2] & 3 = 1)"
client curl -sS -o "$work/out" http://$server_ip/long.txt
