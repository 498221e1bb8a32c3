# swaks and Postfix: AUTH without TLS, in three ways, and with a wrong password.
. ./smtp/postfix.sh
. ./imap/dovecot.sh
auth_for_smtp=yes dovecot imap
await tcp 12345
postfix 'smtpd_sasl_auth_enable = yes' 'smtpd_sasl_type = dovecot' "smtpd_sasl_path = inet:$server_ip:12345"
record port 25
for way in LOGIN PLAIN CRAM-MD5; do
  client swaks --server $server_ip --from bob@lab.example --to $user@lab.example --hide-all --auth $way --auth-user $user --auth-password $password
done
client swaks --server $server_ip --from bob@lab.example --to $user@lab.example --hide-all --auth PLAIN --auth-user $user --auth-password wrong || true
