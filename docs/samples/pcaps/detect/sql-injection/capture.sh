# curl tries SQL injection on nginx, fifty times.
. ./http/nginx.sh
. ./detect/injection.sh
nginx
record
injections 50
