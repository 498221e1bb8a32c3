# refusing TEXT: a mail server that refuses whatever comes from the client's host, and says this.
refusing() {
  . ./smtp/postfix.sh
  printf '%s REJECT %s\n' "$client_ip" "$1" >"$work/clients"
  postfix "smtpd_client_restrictions = check_client_access texthash:$work/clients" 'smtpd_delay_reject = yes'
  record
  client swaks --server $server_ip --from alice@other.example --to alice@lab.example --helo client.lab.example || true
}
