# dovecot PROTOCOL...: a server of imap or pop3 for alice, who has two mails. With TLS, for who asks for it.
dovecot() {
  local mail=$work/home/$user/mail
  certificate server /CN=server.lab.example
  printf 'From: Bob <bob@lab.example>\r\nTo: alice@lab.example\r\nSubject: First\r\nDate: Mon, 5 Jan 2026 10:00:00 +0000\r\nMessage-ID: <1@lab.example>\r\n\r\nHello Alice,\r\nthis is the first mail.\r\n' >"$work/1"
  printf 'From: Carol <carol@lab.example>\r\nTo: alice@lab.example\r\nSubject: With a table\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=xyz\r\n\r\n--xyz\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n.\r\n--xyz\r\nContent-Type: text/csv; name=table.csv\r\nContent-Disposition: attachment; filename=table.csv\r\nContent-Transfer-Encoding: base64\r\n\r\neWVhcixjb2xvdXIKMjAyNSxibHVlCg==\r\n--xyz--\r\n' >"$work/2"
  mkdir -p "$mail/new" "$mail/cur" "$mail/tmp" "$work/dovecot"
  cp "$work/1" "$mail/new/1767607200.M1P1.server"
  cp "$work/2" "$mail/new/1767607201.M2P1.server"
  chown -R 7001:7001 "$work/home/$user"
  echo "$user:{PLAIN}$password:7001:7001::$work/home/$user" >"$work/users"
  cat >"$work/dovecot.conf" <<CONF
protocols = $*
base_dir = $work/dovecot
state_dir = $work/dovecot
log_path = /dev/stderr
listen = $server_ip
mail_location = maildir:$mail
ssl = yes
ssl_cert = <$work/server.pem
ssl_key = <$work/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = scheme=PLAIN $work/users
}
userdb {
  driver = passwd-file
  args = $work/users
}
default_internal_user = dovecot
default_login_user = dovenull
service stats {
  chroot =
}
$([ -z "${auth_for_smtp:-}" ] || printf '%s\n' 'service auth {' 'inet_listener {' 'port = 12345' '}' '}')
CONF
  serve /usr/sbin/dovecot -F -c "$work/dovecot.conf"
}
