# swaks and Postfix: STARTTLS, and a login inside it.
. ./smtp/postfix.sh
. ./imap/dovecot.sh
auth_for_smtp=yes dovecot imap
await tcp 12345
postfix 'smtpd_tls_security_level = may' "smtpd_tls_cert_file = $work/server.pem" "smtpd_tls_key_file = $work/server.key" \
  'smtpd_sasl_auth_enable = yes' 'smtpd_sasl_type = dovecot' "smtpd_sasl_path = inet:$server_ip:12345"
record port 25
client swaks --server $server_ip --from bob@lab.example --to $user@lab.example --hide-all --tls --auth LOGIN --auth-user $user --auth-password $password
