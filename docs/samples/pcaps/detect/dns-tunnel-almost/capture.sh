# dig asks for two hundred short names and for sixty long ones: forty fewer than it takes.
serve dnsmasq --no-daemon --no-resolv --no-hosts --listen-address=$server_ip --bind-interfaces --local=/lab.example/
await udp 53
{
  seq -f 'host%g.lab.example A' 200
  seq -f 'a-name-of-forty-characters-as-content-networks-have-%g.lab.example A' 60
} >"$work/names"
record
client dig @$server_ip +tries=1 +time=2 +noedns -f "$work/names"
