# The handshake of RDP over UDP, by a program written after the specification.
serve /usr/bin/python3 ./rdp/udp/rdpeudp.py serve $server_ip
await udp 3389
record udp
client /usr/bin/python3 ./rdp/udp/rdpeudp.py connect $server_ip
