# Linux's older "cooked" header.
. ./http/nginx.sh
nginx
record_at server -i any -y LINUX_SLL
client curl -sS http://$server_ip/data.json
client ping -q -c 1 $server_ip6
