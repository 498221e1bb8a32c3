# A signed zone at BIND: DNSSEC records with both kinds of proof that a name is not there, a transfer, an update, and rarer kinds of records.
mkdir "$work/zone"
cat >"$work/zone/db" <<ZONE
\$TTL 300
@ IN SOA ns.lab.example. hostmaster.lab.example. 1 3600 600 86400 300
@ IN NS ns
ns IN A $server_ip
www IN A $server_ip
www IN HTTPS 1 . alpn=h2 ipv4hint=$server_ip
old IN DNAME www
place IN LOC 52 22 23.000 N 4 53 32.000 E -2.00m 1m 10000m 10m
place IN SSHFP 4 2 123456789abcdef67890123456789abcdef67890123456789abcdef123456789
place IN HINFO "PC" "Linux"
_443._tcp IN TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971
*.any IN TXT "whatever is asked for"
ZONE
for zone in plain.example dense.example; do
  (
    cd "$work/zone"
    keys=$(for flags in '' '-f KSK'; do dnssec-keygen -q -a ECDSAP256SHA256 $flags $zone; done)
    sed "s/lab\.example/$zone/" db >$zone
    for key in $keys; do cat $key.key >>$zone; done
    [ $zone = plain.example ] || nsec3='-3 ABCD -H 0'
    dnssec-signzone -q -o $zone ${nsec3:-} $zone
  )
done
sed 's/lab\.example/open.example/' "$work/zone/db" >"$work/zone/open.example"
cat >"$work/named.conf" <<CONF
options { directory "$work/zone"; listen-on { $server_ip; }; listen-on-v6 { none; }; recursion no; pid-file none; session-keyfile none;
  dnssec-validation no; version none; minimal-responses no; };
controls { };
zone "plain.example" { type primary; file "plain.example.signed"; };
zone "dense.example" { type primary; file "dense.example.signed"; };
zone "open.example" { type primary; file "open.example"; allow-update { any; }; allow-transfer { any; }; };
CONF
serve named -g -u root -c "$work/named.conf"
await udp 53
within 10 client dig @$server_ip +tries=1 +time=1 +norecurse open.example SOA
record
query() { client dig @$server_ip +tries=1 +time=2 +norecurse "$@"; }
query +dnssec www.plain.example A
query +dnssec missing.plain.example A
query +dnssec missing.dense.example A
query +dnssec plain.example DNSKEY
query dense.example NSEC3PARAM
query www.open.example HTTPS
query this.old.open.example A
for kind in LOC SSHFP HINFO; do query place.open.example $kind; done
query _443._tcp.open.example TLSA
query thing.any.open.example TXT
query elsewhere.example A
query open.example AXFR
client nsupdate <<UPDATE
server $server_ip
zone open.example
update add new.open.example 60 A 10.77.0.99
send
UPDATE
query new.open.example A
query +dnssec +bufsize=512 plain.example DNSKEY
query version.bind CH TXT
