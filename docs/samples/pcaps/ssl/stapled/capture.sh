# The server's certificate comes with an OCSP response; GnuTLS asks for it.
. ./ssl/openssl.sh
certificate ca '/CN=Lab CA'
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=server.lab.example -keyout "$work/server.key" -out "$work/server.csr"
openssl x509 -req -in "$work/server.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -days 365 -out "$work/server.pem"
printf 'V\t351231000000Z\t\t%s\tunknown\t/CN=server.lab.example\n' "$(openssl x509 -in "$work/server.pem" -noout -serial | cut -d= -f2)" >"$work/index.txt"
openssl ocsp -issuer "$work/ca.pem" -cert "$work/server.pem" -reqout "$work/request"
openssl ocsp -index "$work/index.txt" -CA "$work/ca.pem" -rsigner "$work/ca.pem" -rkey "$work/ca.key" -reqin "$work/request" -respout "$work/response"
tls_server -rev -cert "$work/server.pem" -key "$work/server.key" -status_file "$work/response"
record
(echo hello; sleep 0.3) | client gnutls-cli --no-ca-verification --priority NORMAL:-VERS-TLS1.3 --sni-hostname server.lab.example -p 443 $server_ip || true
tls_client -status -tls1_3
