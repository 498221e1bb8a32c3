# chronyd is asked for the time by ntpdig, by another chronyd four times, and by nmap, which wants to know its variables and hears nothing.
printf '%s\n' 'local stratum 3' 'allow all' 'cmdport 0' "driftfile $work/drift" "pidfile $work/chronyd.pid" "bindaddress $server_ip" 'user root' >"$work/chrony.conf"
serve chronyd -x -d -f "$work/chrony.conf"
await udp 123
record udp
within 10 client ntpdig $server_ip
printf '%s\n' "server $server_ip iburst maxsamples 4" 'cmdport 0' 'user root' "pidfile $work/client.pid" >"$work/client.conf"
client timeout 20 chronyd -x -q -t 15 -f "$work/client.conf" || true
client nmap -n -Pn -sU -p 123 --script ntp-info --max-retries 1 $server_ip
