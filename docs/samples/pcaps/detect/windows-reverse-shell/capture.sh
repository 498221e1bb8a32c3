# A shell of Windows calls its master. ncat stands in for the shell, which is not free.
. ./detect/shell.sh
serve ncat -l -k -p 4444 --sh-exec 'sleep 0.3; echo dir'
await tcp 4444
record
client bash -c 'ncat "$1" 4444 <"$2"' - $server_ip "$work/banner"
