# The inside of a tunnel: packets without any link layer.
. ./http/nginx.sh
. ./tunnel/ip.sh
nginx
ip_tunnel 4 10.78.0.2/24 10.78.0.10/24
record_at server -i inside
client curl -sS http://10.78.0.10/data.json
