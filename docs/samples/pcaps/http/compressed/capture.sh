# nginx compresses what it sends, in chunks; a packed archive is sent as it is.
. ./http/nginx.sh
nginx 'gzip on; gzip_types text/plain application/json; gzip_min_length 1;'
record
client curl -sS --compressed http://$server_ip/report.txt
client curl -sS -H 'Accept-Encoding: gzip' -o "$work/out" http://$server_ip/data.json
client curl -sS -o "$work/out" http://$server_ip/all.tar.gz
