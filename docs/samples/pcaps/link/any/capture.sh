# All interfaces at once: Linux's "cooked" header instead of Ethernet's.
. ./http/nginx.sh
nginx
record_at server -i any
client curl -sS http://$server_ip/data.json
server curl -sS http://127.0.0.1/index.html
