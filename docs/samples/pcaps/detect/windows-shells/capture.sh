# A client visits shells of Windows at five hosts.
. ./detect/shell.sh
for host in $(seq 5); do
  ip -n brook-server addr add 10.77.1.$host/32 dev cable
done
serve ncat -4 -l -k -p 4444 --sh-exec "cat $work/banner; head -n 1"
await tcp 4444
record
for host in $(seq 5); do
  client bash -c '(sleep 0.3; echo dir) | ncat "$1" 4444' - 10.77.1.$host
done
