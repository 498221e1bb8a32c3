# curl loads a page over TLS on another port than usual: it is found by how it begins.
. ./http/nginx.sh
certificate server /CN=server.lab.example
nginx "listen 4430 ssl http2; listen [::]:4430 ssl http2; ssl_certificate $work/server.pem; ssl_certificate_key $work/server.key;"
record tcp
client curl -sS -k --resolve server.lab.example:4430:$server_ip https://server.lab.example:4430/data.json
client curl -sS -k --tls-max 1.2 --http1.1 --resolve server.lab.example:4430:[$server_ip6] https://server.lab.example:4430/data.json
