# TCP and UDP connections of all endings: closed by one side and the other, refused, not answered, broken off, and still open at the end.
serve socat TCP-LISTEN:7001,fork,reuseaddr PIPE
serve socat UDP-LISTEN:7002,fork,reuseaddr PIPE
await tcp 7001
await udp 7002
ip netns exec brook-server iptables -A INPUT -p tcp --dport 7003 -j DROP
record
echo hello | client ncat -i 300ms $server_ip 7001 || true
echo hello | client ncat -u -i 300ms $server_ip 7002 || true
echo hello | client ncat -u -i 300ms $server_ip 7009 || true
client ncat -z -w 1 $server_ip 7004 || true
client ncat -z -w 2 $server_ip 7003 || true
# Broken off: a socket that is closed with something unread, and one that never lingers.
client /usr/bin/python3 -c "
import socket, struct, time
for linger in (False, True):
    s = socket.create_connection(('$server_ip', 7001))
    s.sendall(b'hello')
    if linger:
        s.recv(100)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    time.sleep(0.2)
    s.close()
"
(sleep 30 | client ncat $server_ip 7001) &
within 5 bash -c "ip netns exec brook-server ss -Htn state established sport = :7001 | grep -q ."
