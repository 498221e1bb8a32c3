# The same at four hosts, at two of them twice.
. ./detect/shell.sh
for host in $(seq 4); do
  ip -n brook-server addr add 10.77.1.$host/32 dev cable
done
serve ncat -4 -l -k -p 4444 --sh-exec "cat $work/banner; head -n 1"
await tcp 4444
record
for host in 1 2 3 4 1 2; do
  client bash -c '(sleep 0.3; echo dir) | ncat "$1" 4444' - 10.77.1.$host
done
