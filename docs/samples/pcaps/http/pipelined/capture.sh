# Three requests before the first answer, sent at once by ncat.
. ./http/nginx.sh
nginx
record
for page in index.html data.json feed.xml; do printf 'GET /%s HTTP/1.1\r\nHost: www.lab.example\r\nUser-Agent: pipe/1.0\r\n\r\n' $page; done >"$work/requests"
client ncat -i 1 $server_ip 80 <"$work/requests" || true
