# An anonymous guest, whose password is logged.
. ./ftp/vsftpd.sh
mkdir "$work/pub"
echo 'Welcome.' >"$work/pub/README"
vsftpd anonymous_enable=YES anon_root="$work/pub"
record
client curl -sS -u anonymous:guest@lab.example "ftp://$server_ip/README"
