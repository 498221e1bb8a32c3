# Two hosts on a cable, for the captures of this folder: a case's capture.sh is sourced after this file. The hosts are network
# namespaces, the cable is two tap devices with socat between them: nothing leaves the machine, and packets are as on a wire
# (no offloading). Each host has its own name, users and resolver. Everything that a server writes is below $work.

work=/run/brook-lab
client_ip=10.77.0.2 client_ip6=fd77::2
server_ip=10.77.0.10 server_ip6=fd77::10

# Someone who has an account at both hosts.
user=alice password=wonderland

fail() {
  echo "capture: $*" >&3
  exit 1
}

# within SECONDS CMD...: repeats a command until it succeeds.
within() {
  local end=$((SECONDS + $1))
  until "${@:2}" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "not within $1 s: ${*:2}"
    sleep 0.05
  done
}

# at HOST CMD...: runs a command at the host "client" or "server".
at() {
  timeout 60 ip netns exec "brook-$1" unshare --uts -- bash -c 'hostname "$0.lab.example" && exec "$@"' "$@"
}
client() { at client "$@"; }
server() { at server "$@"; }

# serve CMD...: starts a server that stays in the foreground; its output goes to $work/serve.log.
serve() { server_until_killed "$@" >>"$work/serve.log" 2>&1 </dev/null & }
server_until_killed() { server "$@" || true; }

# await tcp|udp PORT: until something listens there at the server.
await() {
  local option=-t
  [ "$1" = tcp ] || option=-u
  within 20 bash -c "ip netns exec brook-server ss -Hln $option sport = :$2 | grep -q ."
}

# record [FILTER...]: begins to capture at the server's end of the cable.
record() { record_at server -i cable "$@"; }

# record_at HOST OPTIONS...: the same, with tcpdump's options.
record_at() {
  { at "$1" tcpdump -n -s 0 -U --immediate-mode -Z root -w "$work/out.pcap" "${@:2}" 2>"$work/tcpdump.log" || true; } &
  within 10 grep -q 'listening on' "$work/tcpdump.log"
}

# settle: until nothing has come for half a second.
settle() {
  local before=-1 now
  now=$(stat -c %s "$work/out.pcap")
  while [ "$now" != "$before" ]; do
    sleep 0.5
    before=$now
    now=$(stat -c %s "$work/out.pcap")
  done
}

# certificate NAME SUBJECT [OPTION-OF-REQ...]: a key and a certificate that it has signed itself, $work/NAME.key and .pem.
certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "$2" \
    -keyout "$work/$1.key" -out "$work/$1.pem" "${@:3}" 2>/dev/null
  chmod 644 "$work/$1.key"
}

# lab_up: the hosts and the cable between them.
lab_up() {
  local host
  lab_down
  mkdir "$work"
  for host in client server; do
    mkdir -p "/etc/netns/brook-$host" "$work/home"
    cp /etc/passwd /etc/group /etc/shadow "/etc/netns/brook-$host"
    echo "$user:x:7001:7001:Alice Example:$work/home/$user:/bin/sh" >>"/etc/netns/brook-$host/passwd"
    echo "$user:x:7001:" >>"/etc/netns/brook-$host/group"
    echo "$user:$(openssl passwd -6 $password):20000:0:99999:7:::" >>"/etc/netns/brook-$host/shadow"
    printf '127.0.0.1 localhost\n%s client.lab.example client\n%s server.lab.example server\n' $client_ip $server_ip \
      >"/etc/netns/brook-$host/hosts"
    echo "nameserver $server_ip" >"/etc/netns/brook-$host/resolv.conf"
    ip netns add "brook-$host"
  done
  mkdir "$work/home/$user"
  chown 7001:7001 "$work/home/$user"
  socat TUN,tun-type=tap,tun-name=brook-client,iff-no-pi TUN,tun-type=tap,tun-name=brook-server,iff-no-pi 2>/dev/null &
  cable=$!
  for host in client server; do
    within 5 ip link show "brook-$host"
    ip link set "brook-$host" netns "brook-$host" name cable
    # No addresses but ours, and nothing said but what is asked for.
    ip netns exec "brook-$host" sysctl -qw net.ipv6.conf.all.addr_gen_mode=1 net.ipv6.conf.cable.addr_gen_mode=1 \
      net.ipv6.conf.cable.accept_dad=0 net.ipv6.conf.cable.router_solicitations=0 net.ipv6.conf.cable.mldv2_unsolicited_report_interval=1
    ip -n "brook-$host" link set lo up
  done
  ip -n brook-client link set cable address 02:00:00:00:00:02 up
  ip -n brook-server link set cable address 02:00:00:00:00:10 up
  ip -n brook-client addr add $client_ip/16 brd + dev cable
  ip -n brook-client addr add $client_ip6/64 dev cable nodad
  ip -n brook-server addr add $server_ip/16 brd + dev cable
  ip -n brook-server addr add $server_ip6/64 dev cable nodad
  for host in client server; do
    ip -n "brook-$host" route add 224.0.0.0/4 dev cable
  done
  # Both know each other's hardware address by now, and have told their multicast groups.
  within 5 client ping -c 1 -W 1 $server_ip
  within 5 client ping -c 1 -W 1 $server_ip6
}

# lab_down: ends every process in the two namespaces, and nothing else.
lab_down() {
  local host
  [ -z "${cable:-}" ] || kill "$cable" 2>/dev/null || true
  cable=
  for host in client server $(ip netns list | grep -o '^brook-router[0-9]*' | cut -d- -f2); do
    ip netns pids "brook-$host" 2>/dev/null | xargs -r kill -9 2>/dev/null || true
    ip netns del "brook-$host" 2>/dev/null || true
    rm -rf "/etc/netns/brook-$host"
  done
  rm -rf "$work"
}

# stop_recording FILE: the capture so far, once it is quiet.
stop_recording() {
  settle
  local pid
  for pid in $(ip netns pids brook-server) $(ip netns pids brook-client); do
    [ "$(cat /proc/$pid/comm 2>/dev/null)" != tcpdump ] || kill -INT "$pid"
  done
  within 5 grep -q 'packets captured' "$work/tcpdump.log"
  [ "$(stat -c %s "$work/out.pcap")" -gt 24 ] || fail "nothing was captured"
  cp "$work/out.pcap" "$1"
}
