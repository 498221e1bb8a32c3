# dig asks dnsmasq for records of all kinds that it has, over UDP and TCP, and for a name that is not there.
serve dnsmasq --no-daemon --no-resolv --no-hosts --listen-address=$server_ip --bind-interfaces --local=/lab.example/ \
  --host-record=www.lab.example,10.77.0.10,fd77::10 --host-record=www.lab.example,10.77.0.11 --cname=web.lab.example,www.lab.example \
  --mx-host=lab.example,mail.lab.example,10 --txt-record=lab.example,"v=spf1 -all","a second text" \
  --srv-host=_ldap._tcp.lab.example,www.lab.example,389,0,5 --naptr-record=lab.example,100,50,s,SIP+D2U,,_sip._udp.lab.example \
  --caa-record=lab.example,0,issue,ca.example
await udp 53
record
query() { client dig @$server_ip +tries=1 +time=2 "$@"; }
for kind in A AAAA; do query www.lab.example $kind; done
query web.lab.example A
for kind in MX TXT NAPTR CAA SOA; do query lab.example $kind; done
query _ldap._tcp.lab.example SRV
query -x $server_ip
query missing.lab.example A
query elsewhere.example A
query +tcp www.lab.example A
query +noedns www.lab.example A
query +subnet=10.77.0.0/16 www.lab.example A
