# Avahi announces a service to everybody, and is asked for it; another host looks for one that nobody has. (dig hears
# no answer that comes from another address than it has asked.)
mkdir -p "$work/avahi"
cat >"$work/avahi.conf" <<CONF
[server]
host-name=server
use-ipv6=no
allow-interfaces=cable
enable-dbus=no
disallow-other-stacks=yes
[wide-area]
enable-wide-area=no
[publish]
publish-workstation=yes
[rlimits]
CONF
record port 5353
serve unshare --mount -- sh -c "mkdir -p /run/avahi-daemon && mount -t tmpfs none /run/avahi-daemon && mount -t tmpfs none /etc/avahi/services && \
  printf '<service-group><name>Pages</name><service><type>_http._tcp</type><port>80</port><txt-record>path=/</txt-record></service></service-group>' \
  >/etc/avahi/services/http.service && exec avahi-daemon --no-drop-root --no-chroot --no-rlimits -f $work/avahi.conf"
await udp 5353
within 10 grep -q 'successfully established' "$work/serve.log"
client dig @224.0.0.251 -p 5353 +tries=1 +time=1 +noedns _http._tcp.local PTR || true
client dig @224.0.0.251 -p 5353 +tries=1 +time=1 +noedns server.local A || true
client dig @224.0.0.251 -p 5353 +tries=1 +time=1 +noedns _ipp._tcp.local PTR || true
