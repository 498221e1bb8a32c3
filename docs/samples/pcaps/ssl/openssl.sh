# tls_server OPTION...: OpenSSL's server on port 443. tls_client OPTION...: says hello, and leaves.
tls_server() {
  serve bash -c 'sleep 60 | exec "$@"' - openssl s_server -accept $server_ip:443 "$@"
  await tcp 443
}
tls_client() { client bash -c '(echo hello; sleep 0.3; echo Q) | exec "$@"' - openssl s_client -connect $server_ip:443 "$@"; }
# rsa_certificate NAME SUBJECT: as certificate does, with an RSA key.
rsa_certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "$2" -keyout "$work/$1.key" -out "$work/$1.pem" "${@:3}" 2>/dev/null
}
