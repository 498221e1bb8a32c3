# DTLS 1.0 over a link on which no message of the handshake fits into a datagram; the client shows a certificate, too.
certificate server '/CN=server.lab.example/O=A longer name, so that the certificate is larger than a datagram/OU=Samples'
certificate client /CN=client.lab.example
serve bash -c "sleep 60 | openssl s_server -dtls1 -cipher ALL:@SECLEVEL=0 -accept $server_ip:4433 -cert $work/server.pem -key $work/server.key -mtu 300 -Verify 1"
await udp 4433
record udp
client bash -c "(echo hello; sleep 0.5; echo Q) | openssl s_client -dtls1 -cipher ALL:@SECLEVEL=0 -connect $server_ip:4433 -mtu 300 \
  -cert $work/client.pem -key $work/client.key"
