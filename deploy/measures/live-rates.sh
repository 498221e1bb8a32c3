#!/bin/bash
# How many packets a second live capture takes with its broker, its worker and everything else in one process: replays a trace
# at several rates on a link between two network namespaces of its own, and compares what was received and dropped with what
# was sent. Beside it the same with tcpdump, which throws everything away.
#
#   sudo deploy/measures/live-rates.sh TRACE [SECONDS [RATE...]]      packets/s; by default 60 s of 20000, 50000 and 100000
#
# It needs iproute2, tcpreplay and tcpdump, and ends with status 1 when a packet is neither received nor counted as lost.
set -euo pipefail

trace=$(readlink -f "$1")
seconds=${2:-60}
rates=("${@:3}")
[ ${#rates[@]} -gt 0 ] || rates=(20000 50000 100000)
brook=$(cd "$(dirname "$0")/../.." && pwd)/brook
work=$(mktemp -d)
source=brook-rates-source
sink=brook-rates-sink

cleanup() {
  local each
  for each in $(jobs -p); do kill "$each" 2>/dev/null || true; done
  ip netns del $source 2>/dev/null || true
  ip netns del $sink 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

for each in $source $sink; do
  ip netns add $each
  ip netns exec $each sysctl -q -w net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
  ip -n $each link set lo up
done
# Some packets of a trace are larger than a link would take.
ip -n $source link add veth0 mtu 65535 type veth peer name veth0 mtu 65535 netns $sink
ip -n $source link set veth0 up
ip -n $sink link set veth0 up

wait_for() { # FILE TEXT
  for _ in $(seq 600); do
    ! grep -q "$2" "$1" 2>/dev/null || return 0
    sleep 0.2
  done
  echo "no '$2' in:" >&2
  cat "$1" >&2
  exit 1
}

replay() { # RATE: says how many packets were sent
  ip netns exec $source tcpreplay -q -K -i veth0 --loop=0 --duration="$seconds" --pps="$1" "$trace" >"$work/replay" 2>&1 || true
  sed -n 's/^Actual: \([0-9]*\) packets.*/\1/p' "$work/replay"
}

sent_rate() { sed -n 's/^Rated:.* \([0-9.]*\) pps$/\1/p' "$work/replay"; }

status=0
printf '%-10s %10s %12s %12s %12s %10s %10s\n' what wanted/s sent/s sent received dropped lost%
for rate in "${rates[@]}"; do
  for what in tcpdump brook; do
    if [ $what = tcpdump ]; then
      ip netns exec $sink tcpdump -i veth0 -B 65536 -w /dev/null 2>"$work/out" &
      pid=$!
      wait_for "$work/out" "listening on"
    else
      rm -rf "$work/logs"
      ip netns exec $sink "$brook" process --interface veth0 -C --quiet --log-dir "$work/logs" >"$work/out" 2>&1 &
      pid=$!
      wait_for "$work/out" "captures on"
    fi
    sent=$(replay "$rate")
    sleep 2
    kill -TERM $pid
    wait $pid || true
    if [ $what = tcpdump ]; then
      received=$(sed -n 's/^\([0-9]*\) packets captured/\1/p' "$work/out")
      dropped=$(sed -n 's/^\([0-9]*\) packets dropped by kernel/\1/p' "$work/out")
    else
      received=$(sed -n 's/^packets  *\([0-9,]*\) .*/\1/p' "$work/out" | tr -d ,)
      lost=$(sed -n 's/^dropped  *\([0-9,]*\) by the kernel, \([0-9,]*\) by the interface, \([0-9,]*\) .*/\1 \2 \3/p' "$work/out" | tr -d ,)
      read -r kernel interface buffer <<<"$lost"
      # What the buffer had no room for had been received.
      received=$((received - buffer))
      dropped=$((kernel + interface + buffer))
    fi
    printf '%-10s %10s %12s %12s %12s %10s %10s\n' $what "$rate" "$(sent_rate)" "$sent" "$received" "$dropped" \
      "$(awk "BEGIN { printf \"%.3f\", 100 * $dropped / $sent }")"
    if [ $((received + dropped)) -ne "$sent" ]; then
      echo "$what: received and dropped are not what was sent" >&2
      cat "$work/out" >&2
      status=1
    fi
  done
done
exit $status
