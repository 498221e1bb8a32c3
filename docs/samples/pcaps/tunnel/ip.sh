# ip_tunnel PROTOCOL CLIENT-ADDRESS SERVER-ADDRESS: a tunnel of IP in IP, with these addresses (with a prefix length) at its ends.
ip_tunnel() {
  { at client /usr/bin/python3 ./tunnel/tunnel.py "$1" $client_ip $server_ip || true; } &
  { at server /usr/bin/python3 ./tunnel/tunnel.py "$1" $server_ip $client_ip || true; } &
  local host
  for host in client server; do
    within 5 ip -n brook-$host link show inside
    ip netns exec brook-$host sysctl -qw net.ipv6.conf.inside.addr_gen_mode=1 net.ipv6.conf.inside.router_solicitations=0
    ip -n brook-$host link set inside mtu 1480 up
  done
  ip -n brook-client addr add "$2" dev inside
  ip -n brook-server addr add "$3" dev inside
}
