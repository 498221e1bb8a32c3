#!/bin/bash
# Makes office.pcap: real programs talk over a virtual cable between two network namespaces, and tcpdump listens at the
# server's end. Nothing leaves this machine. Needs root and, on Debian:
#   apt install iproute2 ethtool iptables tcpdump nginx-light dnsmasq-base bind9-dnsutils curl openssl ncat iputils-ping
# Usage: capture.sh [FILE]
set -euo pipefail

out=$(realpath "${1:-$(dirname "$0")/office.pcap}")
work=$(mktemp -d)
client=brook-client server=brook-server

cleanup() {
  # Only what this script started: every process in its two namespaces.
  for ns in $client $server; do
    ip netns pids $ns 2>/dev/null | xargs -r kill 2>/dev/null || true
    ip netns del $ns 2>/dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

# --- The network: a client 10.77.0.2 (and a scanner 10.77.0.66), a server 10.77.0.10, and 40 hosts 10.77.1.1-40.
for ns in $client $server; do
  ip netns add $ns
  ip netns exec $ns sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
  ip -n $ns link set lo up
done
ip -n $client link add cable type veth peer name cable netns $server
for ns in $client $server; do
  # Packets as they would be on a wire: no oversized segments, checksums filled in.
  ip netns exec $ns ethtool -K cable tx off tso off gso off gro off >/dev/null
  ip -n $ns link set cable up
done
ip -n $client addr add 10.77.0.2/16 dev cable
ip -n $client addr add 10.77.0.66/16 dev cable
ip -n $client addr add fd77::2/64 dev cable
ip -n $server addr add 10.77.0.10/16 dev cable
ip -n $server addr add fd77::10/64 dev cable
for host in $(seq 40); do
  ip -n $server addr add 10.77.1.$host/32 dev cable
done
# Half of the hosts refuse a connection, the other half say nothing.
ip netns exec $server iptables -A INPUT -p tcp --dport 3389 -m iprange --dst-range 10.77.1.21-10.77.1.40 -j DROP

# --- The servers.
mkdir "$work/www"
echo '<html><body><h1>Hello from nginx</h1></body></html>' >"$work/www/index.html"
head -c 40000 /dev/urandom | base64 >"$work/www/report.txt"
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=www.office.example \
  -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
cat >"$work/nginx.conf" <<CONF
daemon off; pid $work/nginx.pid; error_log $work/error.log; worker_processes 1;
events {}
http {
  access_log off; root $work/www; types { text/html html; text/plain txt; }
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 80; listen [::]:80; listen 443 ssl; ssl_certificate $work/cert.pem; ssl_certificate_key $work/key.pem; }
}
CONF
chmod -R a+rX "$work"
ip netns exec $server nginx -e "$work/error.log" -c "$work/nginx.conf" &
ip netns exec $server dnsmasq --no-daemon --no-resolv --no-hosts --listen-address=10.77.0.10 --bind-interfaces \
  --address=/www.office.example/10.77.0.10 --address=/www.office.example/fd77::10 --local=/office.example/ \
  --txt-record=office.example,"A sample of Brook's" >"$work/dns.log" 2>&1 &
ip netns exec $server tcpdump -i cable -s 0 -U --immediate-mode -w "$work/out.pcap" 2>"$work/tcpdump.log" &
on_client() { ip netns exec $client "$@"; }
until grep -q 'listening on' "$work/tcpdump.log"; do sleep 0.1; done
until on_client curl -s -o /dev/null http://10.77.0.10/; do sleep 0.1; done

# --- The traffic.
on_client ping -c 3 -i 0.3 10.77.0.10 >/dev/null
on_client ping -c 2 -i 0.3 fd77::10 >/dev/null
dns() { on_client dig @10.77.0.10 +tries=1 +time=2 "$@" >/dev/null; }
dns www.office.example A
dns www.office.example AAAA
dns office.example TXT
dns nowhere.office.example A
dns +tcp www.office.example A
web=http://10.77.0.10
# Two requests on one connection, a page that is not there, a larger file, and IPv6.
on_client curl -s -o /dev/null -o /dev/null $web/ $web/report.txt
on_client curl -s -o /dev/null $web/missing.html
on_client curl -s -o /dev/null -d 'name=brook&colour=blue' $web/index.html
on_client curl -s -o /dev/null 'http://[fd77::10]/'
on_client curl -s -k -o /dev/null --resolve www.office.example:443:10.77.0.10 https://www.office.example/report.txt
on_client openssl s_client -connect 10.77.0.10:443 -servername www.office.example </dev/null >/dev/null 2>&1
# A UDP port and a TCP port where nobody listens.
echo hello | on_client ncat -u -w 1 10.77.0.10 9999 || true
on_client ncat -z -w 1 10.77.0.10 8080 || true
# The scan: one source, one port, forty hosts.
for host in $(seq 40); do
  on_client ncat -z -w 1 -s 10.77.0.66 10.77.1.$host 3389 &
  scans+=($!)
  sleep 0.05
done
wait "${scans[@]}" || true
# Someone comes back after it.
on_client curl -s -o /dev/null $web/
sleep 1

ip netns pids $server | while read -r pid; do
  [ "$(cat /proc/$pid/comm)" != tcpdump ] || kill -INT "$pid"
done
until grep -q 'packets captured' "$work/tcpdump.log"; do sleep 0.1; done
cp "$work/out.pcap" "$out"
ls -l "$out"
