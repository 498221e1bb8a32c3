# A shell of Windows listens at a port; its banner comes in two pieces. ncat stands in for the shell, which is not free.
. ./detect/shell.sh
serve ncat -l -k -p 4444 --sh-exec "head -c 42 $work/banner; sleep 0.2; tail -c +43 $work/banner; head -n 1"
await tcp 4444
record
client bash -c '(sleep 0.6; echo dir) | ncat "$1" 4444' - $server_ip
