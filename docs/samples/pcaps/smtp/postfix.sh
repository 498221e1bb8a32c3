# postfix [LINE...]: a server that takes mail for alice and throws it away; the lines are added to its configuration.
postfix() {
  local etc=$work/postfix
  mkdir -p "$etc" "$work/queue" "$work/postfix-data"
  chown postfix "$work/postfix-data"
  printf '%s\n' compatibility_level=3.6 "queue_directory = $work/queue" "data_directory = $work/postfix-data" 'myhostname = mail.lab.example' \
    'mydestination = lab.example' "inet_interfaces = $server_ip" 'inet_protocols = ipv4' 'local_recipient_maps =' 'local_transport = discard' \
    'default_transport = discard' 'alias_maps =' 'maillog_file = /dev/stdout' 'smtpd_peername_lookup = no' 'smtpd_client_restrictions =' \
    'mynetworks = 127.0.0.0/8' 'smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination' \
    'smtpd_tls_security_level = none' 'smtpd_error_sleep_time = 0' "$@" >"$etc/main.cf"
  sed '/^[^# ]/s/^\([a-z]*  *[a-z]*  *[-ny]*  *[-ny]*  *\)[-ny]/\1n/' /usr/share/postfix/master.cf.dist >"$etc/master.cf"
  : >"$etc/dynamicmaps.cf"
  serve /usr/sbin/postfix -c "$etc" start-fg
  await tcp 25
}
