# ISC's client asks for the address that it had in another network. The server refuses it, and it begins anew.
cat >"$work/lease.sh" <<'SCRIPT'
#!/bin/sh
case $reason in
  BOUND | REBOOT) ip addr add "$new_ip_address/16" dev cable ;;
esac
SCRIPT
chmod +x "$work/lease.sh"
echo 'send host-name "client"; send dhcp-client-identifier "client-1"; request subnet-mask, routers, domain-name, domain-name-servers;' >"$work/dhclient.conf"
cat >"$work/old.leases" <<LEASE
lease { interface "cable"; fixed-address 192.168.3.7; option subnet-mask 255.255.255.0; option dhcp-server-identifier 192.168.3.1;
  option dhcp-lease-time 864000; renew 3 2037/01/01 00:00:00; rebind 3 2037/01/01 00:00:00; expire 3 2037/01/01 00:00:00; }
LEASE
serve dnsmasq --no-daemon --port=0 --interface=cable --bind-dynamic --dhcp-authoritative --dhcp-leasefile="$work/leases" \
  --dhcp-range=10.77.2.50,10.77.2.60,255.255.0.0,3600 --no-ping
await udp 67
record udp
ip -n brook-client addr flush dev cable
client dhclient -1 -d -cf "$work/dhclient.conf" -lf "$work/old.leases" -pf "$work/dhclient.pid" -sf "$work/lease.sh" cable >"$work/dhclient.log" 2>&1 &
within 20 grep -q 'bound to 10.77.2' "$work/dhclient.log"
