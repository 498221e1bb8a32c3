# GnuTLS at both ends agrees on RC4.
openssl req -x509 -newkey rsa:2048 -nodes -days 300 -subj /CN=server.lab.example -keyout "$work/server.key" -out "$work/server.pem"
serve gnutls-serv --echo -p 443 --priority NORMAL:+ARCFOUR-128:+RSA:-VERS-TLS1.3 --x509certfile "$work/server.pem" --x509keyfile "$work/server.key"
await tcp 443
record
(echo hello; sleep 0.3) | client gnutls-cli --no-ca-verification --priority NONE:+VERS-TLS1.2:+ARCFOUR-128:+SHA1:+RSA:+COMP-NULL:+SIGN-ALL:+GROUP-ALL \
  -p 443 $server_ip || true
