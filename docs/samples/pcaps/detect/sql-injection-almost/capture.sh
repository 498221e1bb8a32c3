# curl tries SQL injection on nginx forty-five times, five fewer than it takes, and asks for other pages whose names only look a little like it.
. ./http/nginx.sh
. ./detect/injection.sh
nginx
record
injections 45
client curl -sS "http://$server_ip/form?q=union+of+workers&select=all" "http://$server_ip/form?name=O%27Brien" "http://$server_ip/form?a=1&b=2" \
  "http://$server_ip/form?text=drop%20the%20table" "http://$server_ip/form?order=by%20name" "http://$server_ip/form?c=%27quoted%27"
