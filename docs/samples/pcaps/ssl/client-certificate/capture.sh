# A certificate authority, a chain, and a client that shows a certificate too: TLS 1.2, where it can be seen, and 1.3, where it cannot.
. ./ssl/openssl.sh
certificate ca '/O=Lab/CN=Lab CA'
for name in server client; do
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -subj "/O=Lab/CN=$name.lab.example" -keyout "$work/$name.key" -out "$work/$name.csr"
  openssl x509 -req -in "$work/$name.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -days 365 -out "$work/$name.pem" \
    -extfile <(printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:%s.lab.example\n' $name)
done
tls_server -rev -cert "$work/server.pem" -key "$work/server.key" -cert_chain "$work/ca.pem" -CAfile "$work/ca.pem" -Verify 2 -alpn h2,http/1.1
record
tls_client -tls1_2 -cert "$work/client.pem" -key "$work/client.key" -cert_chain "$work/ca.pem" -CAfile "$work/ca.pem" -alpn h2,http/1.1
tls_client -tls1_3 -cert "$work/client.pem" -key "$work/client.key" -CAfile "$work/ca.pem"
