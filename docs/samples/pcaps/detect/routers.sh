# routers COUNT: COUNT routers in a row behind the server's host, and a host behind the last one, 10.78.COUNT.2.
routers() {
  local last=$1 hop before=brook-server
  for hop in $(seq 0 "$last"); do
    ip netns add brook-router$hop
    ip link add right netns $before type veth peer name left netns brook-router$hop
    ip -n $before addr add 10.78.$hop.1/24 dev right
    ip -n brook-router$hop addr add 10.78.$hop.2/24 dev left
    ip -n $before link set right up
    ip -n brook-router$hop link set left up
    ip -n brook-router$hop link set lo up
    ip -n brook-router$hop route add default via 10.78.$hop.1
    ip netns exec $before sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0
    [ "$hop" = 0 ] || ip -n brook-server route add 10.78.$hop.0/24 via 10.78.0.2 || true
    before=brook-router$hop
  done
  # All routers between know the nets behind the next one.
  for hop in $(seq 0 "$((last - 1))"); do
    ip -n brook-router$hop route add 10.78.$last.0/24 via 10.78.$((hop + 1)).2 2>/dev/null || true
  done
  ip -n brook-client route add 10.78.0.0/16 via $server_ip
  within 10 ip netns exec brook-client ping -c 1 -W 1 10.78.$last.2
}
