# A tunnel through a name server, by iodine; ping goes through it.
serve iodined -f -c -P $password 172.27.0.1 t.lab.example
await udp 53
record
client bash -c 'iodine -f -r -T TXT -m 200 -P "$1" "$2" t.lab.example &
  until ping -c 1 -W 1 172.27.0.1; do :; done
  ping -c 110 -i 0.1 -W 1 -s 100 172.27.0.1 || true
  kill %1' - $password $server_ip
