# OpenSSL at both ends: TLS 1.0 to 1.3, keys of RSA, of ECDHE and of DHE, and ChaCha20; the names that the client asks for fit, or do not.
. ./ssl/openssl.sh
rsa_certificate server '/C=NL/O=Lab/CN=server.lab.example' -addext 'subjectAltName=DNS:server.lab.example,DNS:*.lab.example,IP:10.77.0.10,email:lab@lab.example'
tls_server -rev -cert "$work/server.pem" -key "$work/server.key" -cipher ALL:@SECLEVEL=0 -min_protocol TLSv1
record
tls_client -tls1 -cipher ALL:@SECLEVEL=0 -servername server.lab.example
tls_client -tls1_1 -cipher ALL:@SECLEVEL=0
tls_client -tls1_2 -cipher AES128-SHA -servername other.example
tls_client -tls1_2 -cipher ECDHE-RSA-AES256-GCM-SHA384 -servername server.lab.example
tls_client -tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256
tls_client -tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305 -curves X25519
tls_client -tls1_3 -servername server.lab.example
tls_client -tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256 -curves P-384:X25519
