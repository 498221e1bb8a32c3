# curl with nginx: pages that are there and not, two on one connection, a redirection, HEAD, a condition, IPv6, HTTP/1.0 and 0.9.
. ./http/nginx.sh
nginx
record tcp
web() { client curl -sS "$@"; }
web http://$server_ip/ http://$server_ip/report.txt
web http://$server_ip/missing.html
web -L -e http://www.lab.example/from http://$server_ip/old/page
web -I http://$server_ip/data.json
web -z "$work/www/index.html" http://$server_ip/
web --http1.0 http://$server_ip/feed.xml
web -X OPTIONS -H 'Host: www.lab.example' http://$server_ip/paper.pdf
web http://[$server_ip6]/
printf 'GET /\r\n' | client ncat $server_ip 80
printf 'BREW /pot HTCPCP/1.0\r\n\r\n' | client ncat $server_ip 80
