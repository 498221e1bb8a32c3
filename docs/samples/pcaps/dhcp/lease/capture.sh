# A client without an address gets one from dnsmasq, asks for it once more when half of the time is over, and gives it back.
cat >"$work/lease.sh" <<'SCRIPT'
#!/bin/sh
case $1 in
  deconfig) ip addr flush dev "$interface" ;;
  bound) ip addr add "$ip/16" dev "$interface" ;;
  renew) echo renewed ;;
esac
SCRIPT
chmod +x "$work/lease.sh"
serve dnsmasq --no-daemon --port=0 --interface=cable --bind-dynamic --dhcp-authoritative --dhcp-leasefile="$work/leases" \
  --dhcp-range=10.77.2.50,10.77.2.60,255.255.0.0,120 --domain=lab.example --dhcp-option=3,$server_ip --dhcp-option=6,$server_ip \
  --dhcp-option=42,$server_ip --no-ping
await udp 67
record udp
ip -n brook-client addr flush dev cable
client busybox udhcpc -f -i cable -s "$work/lease.sh" -x hostname:client -F client.lab.example -R >"$work/lease.log" 2>&1 &
within 10 grep -q 'lease of .* obtained' "$work/lease.log"
udhcpc() { for pid in $(ip netns pids brook-client); do [ "$(cat /proc/$pid/comm)" != busybox ] || kill "-$1" $pid; done; }
udhcpc USR1
within 10 grep -q 'renewed' "$work/lease.log"
udhcpc TERM
wait %busybox 2>/dev/null || true
within 10 bash -c "grep -q DHCPRELEASE $work/serve.log"
