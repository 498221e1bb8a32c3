"""Small servers for the tests of live capture: FTP on port 21 and SMTP on port 25, and a name server's client.

    servers.py serve ADDRESS      serves until it is ended
    servers.py resolve ADDRESS NAME...
    servers.py hold ADDRESS       begins a mail session, and ends it when there is a line to read
"""
import random
import socket
import socketserver
import struct
import sys
import threading


class Lines(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write((text + "\r\n").encode())

    def lines(self):
        while True:
            line = self.rfile.readline()
            if not line:
                return
            yield line.decode().rstrip("\r\n")


class Ftp(Lines):
    def handle(self):
        self.say("220 test server")
        passive = None
        for line in self.lines():
            command = line.split(" ")[0].upper()
            if command == "USER":
                self.say("331 password?")
            elif command == "PASS":
                self.say("230 welcome")
            elif command == "PWD":
                self.say('257 "/"')
            elif command == "EPSV":
                passive = socket.create_server((self.server.server_address[0], 0))
                self.say("229 Entering Extended Passive Mode (|||%d|)" % passive.getsockname()[1])
            elif command in ("RETR", "LIST"):
                self.say("150 here it comes")
                data, _ = passive.accept()
                lines = 3_000_000 if "large" in line else 1000
                for _ in range(0, lines, 1000):
                    data.sendall(b"The quick brown fox jumps over the lazy dog.\n" * 1000)
                data.close()
                passive.close()
                self.say("226 done")
            elif command == "QUIT":
                self.say("221 bye")
                return
            elif command in ("TYPE", "CWD", "NOOP"):
                self.say("200 ok")
            else:
                self.say("502 what?")


class Smtp(Lines):
    def handle(self):
        self.say("220 mail.example.test ESMTP")
        for line in self.lines():
            command = line.split(" ")[0].upper()
            if command == "DATA":
                self.say("354 go on")
                for text in self.lines():
                    if text == ".":
                        break
                self.say("250 taken")
            elif command == "QUIT":
                self.say("221 bye")
                return
            elif command in ("EHLO", "HELO", "MAIL", "RCPT", "RSET", "NOOP"):
                self.say("250 ok")
            else:
                self.say("502 what?")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


# As long as somebody wants to know when packets came, the kernel notes it once for all who capture.
CLOCK = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
CLOCK.setsockopt(socket.SOL_SOCKET, 29, 1)  # SO_TIMESTAMP


def serve(address):
    servers = [Server((address, 21), Ftp), Server((address, 25), Smtp)]
    for each in servers:
        threading.Thread(target=each.serve_forever).start()
    print("serving", flush=True)


def resolve(server, names):
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.settimeout(5)
    for name in names:
        question = b"".join(bytes([len(part)]) + part.encode() for part in name.split(".")) + b"\0"
        query = struct.pack(">HHHHHH", random.randrange(65536), 0x100, 1, 0, 0, 0) + question + struct.pack(">HH", 1, 1)
        client.sendto(query, (server, 53))
        client.recv(2000)


def hold(address):
    client = socket.create_connection((address, 25))
    client.recv(1000)
    client.sendall(b"EHLO client.example.test\r\n")
    client.recv(1000)
    print("held", flush=True)
    sys.stdin.readline()
    client.sendall(b"QUIT\r\n")
    client.recv(1000)
    client.close()


if sys.argv[1] == "serve":
    serve(sys.argv[2])
elif sys.argv[1] == "hold":
    hold(sys.argv[2])
else:
    resolve(sys.argv[2], sys.argv[3:])
