# OpenSSL at both ends: DTLS 1.2 with a cookie, a line each way, and a close.
certificate server /CN=server.lab.example
serve bash -c "sleep 60 | openssl s_server -dtls1_2 -accept $server_ip:443 -cert $work/server.pem -key $work/server.key -listen"
await udp 443
record udp
client bash -c "(echo hello; sleep 0.5; echo Q) | openssl s_client -dtls1_2 -connect $server_ip:443 -servername server.lab.example -alpn h3,coap"
