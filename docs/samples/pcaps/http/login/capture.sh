# Basic authentication: without a password, with a wrong one, with the right one.
. ./http/nginx.sh
nginx
record
client curl -sS http://$server_ip/private/
client curl -sS -u $user:wrong http://$server_ip/private/
client curl -sS -u $user:$password http://$server_ip/private/
