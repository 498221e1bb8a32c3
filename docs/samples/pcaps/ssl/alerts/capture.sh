# Handshakes that fail: no cipher in common, a version that is too old, a certificate that the client does not trust, one that the server misses.
. ./ssl/openssl.sh
certificate server /CN=server.lab.example
certificate other /CN=other.lab.example
tls_server -rev -cert "$work/server.pem" -key "$work/server.key" -tls1_2 -CAfile "$work/other.pem" -Verify 1 -verify_return_error
record
tls_client -tls1_2 -cipher AES128-SHA || true
tls_client -tls1_1 -cipher ALL:@SECLEVEL=0 || true
tls_client -tls1_3 || true
tls_client -tls1_2 -verify_return_error || true
tls_client -tls1_2 || true
tls_client -tls1_2 -cert "$work/server.pem" -key "$work/server.key" || true
printf 'GET / HTTP/1.0\r\n\r\n' | client ncat $server_ip 443 || true
