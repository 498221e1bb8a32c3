"""RDP over UDP as far as its handshake (MS-RDPEUDP 3.1.5.1): "rdpeudp.py serve ADDRESS", "rdpeudp.py connect ADDRESS". No free program speaks it."""
import socket
import struct
import sys

PORT, MTU, WINDOW = 3389, 1232, 64
SYN, ACK, SYNEX = 0x0001, 0x0004, 0x1000
NOTHING_YET, VERSION_2 = 0xFFFFFFFF, 2


def handshake(acknowledged, flags, first):
    header = struct.pack(">IHH", acknowledged, WINDOW, flags | SYNEX)
    payload = struct.pack(">IHH", first, MTU, MTU) + struct.pack(">HH", 1, VERSION_2)
    return (header + payload).ljust(MTU, b"\0")


def acknowledgment(acknowledged):
    # A vector of one element: one datagram has come.
    return struct.pack(">IHH", acknowledged, WINDOW, ACK) + struct.pack(">HBx", 1, 0)


udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
if sys.argv[1] == "serve":
    udp.bind((sys.argv[2], PORT))
    syn, peer = udp.recvfrom(2048)
    udp.sendto(handshake(struct.unpack(">I", syn[8:12])[0], SYN | ACK, 2000), peer)
    udp.recv(2048)
    udp.sendto(acknowledgment(1001), peer)
else:
    udp.connect((sys.argv[2], PORT))
    udp.send(handshake(NOTHING_YET, SYN, 1000))
    syn_ack = udp.recv(2048)
    udp.send(acknowledgment(struct.unpack(">I", syn_ack[8:12])[0]))
    udp.recv(2048)
