# A phone's data session: OsmoGGSN and sgsnemu agree on it (GTP-C), then pings travel inside (GTP-U).
cat >"$work/ggsn.conf" <<CONF
ggsn ggsn0
 gtp state-dir $work
 gtp bind-ip $server_ip
 apn internet
  gtpu-mode tun
  tun-device inside
  type-support v4
  ip prefix dynamic 10.79.0.0/24
  ip ifconfig 10.79.0.1/24
  no shutdown
 default-apn internet
 no shutdown ggsn
CONF
serve osmo-ggsn -c "$work/ggsn.conf"
await udp 2123
record udp
client timeout 15 sgsnemu --listen $client_ip --remote $server_ip --statedir "$work" --apn internet --msisdn 31611111111 --imsi 204081111111111 \
  --pinghost 10.79.0.1 --pingcount 3 --pingrate 4 --timelimit 4 || true
