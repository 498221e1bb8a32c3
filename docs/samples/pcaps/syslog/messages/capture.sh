# logger and rsyslogd send messages of several kinds to another rsyslogd: the old form, the new one, and a longer text.
rsyslog() { printf '%s\n' "$@"; }
rsyslog 'module(load="imudp")' "input(type=\"imudp\" address=\"$server_ip\" port=\"514\")" "*.* action(type=\"omfile\" file=\"$work/messages\")" >"$work/rsyslog.conf"
serve rsyslogd -n -f "$work/rsyslog.conf" -i "$work/rsyslogd.pid"
await udp 514
record udp
log() { client logger -n $server_ip -P 514 -d "$@"; }
log --rfc3164 -p auth.warning -t login 'A first message'
log --rfc5424 -p local3.debug -t program --msgid ID47 --sd-id zoo@123 --sd-param tiger='"hungry"' 'Structured'
log -p kern.emerg 'Something is wrong'
log -t tail "$(seq -s ' ' 200)"
rsyslog 'module(load="imuxsock" SysSock.Use="off")' "input(type=\"imuxsock\" Socket=\"$work/log\")" "*.* @$server_ip:514" >"$work/client.conf"
client rsyslogd -n -f "$work/client.conf" -i "$work/client.pid" &
within 10 test -S "$work/log"
client logger -u "$work/log" -t local 'Passed on'
within 10 grep -q 'Passed on' "$work/messages"
