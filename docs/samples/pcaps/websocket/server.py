"""A WebSocket server that sends back what it is told, or with arguments HOST PORT speaks for a TCP server."""
import asyncio
import sys

import websockets


async def echo(socket, *_):
    async for message in socket:
        await socket.send(message)


async def relay(socket, *_):
    reader, writer = await asyncio.open_connection(*sys.argv[2:4])

    async def back():
        while data := await reader.read(4096):
            await socket.send(data)
        await socket.close()

    answers = asyncio.create_task(back())
    async for message in socket:
        writer.write(message)
    writer.close()
    await answers


async def main():
    handler = relay if len(sys.argv) > 2 else echo
    async with websockets.serve(handler, sys.argv[1], 8080, compression="deflate", subprotocols=["lab", "binary"]):
        await asyncio.Future()


asyncio.run(main())
