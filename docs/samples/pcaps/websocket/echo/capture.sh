# The library "websockets" of Python at both ends: text, bytes, pieces, longer messages, a ping, a close with a reason; compressed, too.
serve /usr/bin/python3 ./websocket/server.py $server_ip
await tcp 8080
record
client /usr/bin/python3 ./websocket/client.py $server_ip
