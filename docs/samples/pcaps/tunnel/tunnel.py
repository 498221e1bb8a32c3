"""A tunnel of IP in IP in user space, for kernels without one: tunnel.py PROTOCOL LOCAL REMOTE, where PROTOCOL is 4 or 41. Its device is "inside"."""
import fcntl
import os
import select
import socket
import struct
import sys

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 1, 0x1000
MAX_PACKET = 65536

protocol, local, remote = int(sys.argv[1]), sys.argv[2], sys.argv[3]
device = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", b"inside", IFF_TUN | IFF_NO_PI))
outside = socket.socket(socket.AF_INET, socket.SOCK_RAW, protocol)
outside.bind((local, 0))
outside.connect((remote, 0))
while True:
    for ready in select.select([device, outside], [], [])[0]:
        if ready == device:
            outside.send(os.read(device, MAX_PACKET))
        else:
            packet = outside.recv(MAX_PACKET)
            os.write(device, packet[(packet[0] & 15) * 4 :])
