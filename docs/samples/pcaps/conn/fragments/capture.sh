# Datagrams that are larger than the cable takes, each way, over IPv4 and IPv6.
serve socat UDP-LISTEN:7002,fork,reuseaddr PIPE
serve socat UDP6-LISTEN:7003,fork,reuseaddr PIPE
await udp 7002
await udp 7003
record
seq 1200 | head -c 4000 | client socat -t 0.5 -b 8000 - UDP:$server_ip:7002
seq 1200 | head -c 4000 | client socat -t 0.5 -b 8000 - UDP6:[$server_ip6]:7003
