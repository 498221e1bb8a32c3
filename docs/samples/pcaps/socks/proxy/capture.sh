# curl by way of the proxy Dante: versions 4 and 5 with addresses and names, with a password and without; what is refused; 4a, which it does not know.
. ./http/nginx.sh
nginx
proxy() {
  cat >"$work/danted$1.conf" <<CONF
logoutput: stderr
internal: cable port = $1
external: lo
external: cable
clientmethod: none
socksmethod: $2
user.privileged: root
user.unprivileged: root
client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
socks block { from: 0.0.0.0/0 to: 0.0.0.0/0 port = 99 }
socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
CONF
  serve /usr/sbin/danted -f "$work/danted$1.conf" -p "$work/danted$1.pid"
  await tcp $1
}
proxy 1080 none
proxy 1081 username
record tcp
web() { client curl -sS "$@"; }
web --socks4 $server_ip:1080 http://$server_ip/data.json
web --socks4a $server_ip:1080 http://server.lab.example/data.json || true
web --socks5 $server_ip:1080 http://$server_ip/data.json
web --socks5-hostname $server_ip:1080 http://server.lab.example/index.html
web --proxy-user $user:$password --socks5 $server_ip:1081 http://$server_ip/data.json
web --socks5 $server_ip:1081 http://$server_ip/data.json || true
web --socks5 $server_ip:1080 http://$server_ip:99/ || true
