"""A WebSocket client: says some things to an echo server, or with more arguments sends bytes and ends when it has an answer to each."""
import asyncio
import sys

import websockets


async def main():
    url = "ws://%s:8080/talk?to=all" % sys.argv[1]
    if len(sys.argv) > 2:
        async with websockets.connect(url, subprotocols=["binary"], compression=None) as socket:
            await socket.recv()
            for line in sys.argv[2:]:
                await socket.send(line.encode() + b"\r\n")
                await socket.recv()
        return
    async with websockets.connect(url, subprotocols=["lab"], compression=None, origin="http://lab.example") as socket:
        for message in ("hello", b"\0\1\2", "x" * 200, "z" * 4000, ["in ", "three ", "parts"]):
            await socket.send(message)
            await socket.recv()
        await (await socket.ping(b"there?"))
        await socket.close(1001, "going away")
    async with websockets.connect(url) as socket:
        await socket.send("compressed " * 20)
        await socket.recv()


asyncio.run(main())
