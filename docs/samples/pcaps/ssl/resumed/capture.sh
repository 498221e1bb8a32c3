# A session that is resumed: with a ticket and with an identifier in TLS 1.2, with a ticket and early data in TLS 1.3.
. ./ssl/openssl.sh
certificate server /CN=server.lab.example
tls_server -cert "$work/server.pem" -key "$work/server.key" -early_data -max_early_data 1000
record
tls_client -tls1_2 -sess_out "$work/one"
tls_client -tls1_2 -sess_in "$work/one"
tls_client -tls1_2 -no_ticket -sess_out "$work/two"
tls_client -tls1_2 -no_ticket -sess_in "$work/two"
tls_client -tls1_3 -sess_out "$work/three"
echo early >"$work/early"
tls_client -tls1_3 -sess_in "$work/three" -early_data "$work/early"
