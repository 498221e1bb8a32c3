# curl with vsftpd, data connections from the server: PORT and EPRT, both directions.
. ./ftp/vsftpd.sh
vsftpd
record
client curl -sS --disable-eprt -P - "ftp://$user:$password@$server_ip/notes.txt"
client curl -sS -P - "ftp://$user:$password@$server_ip/"
client curl -sS -P - -T "$work/report.csv" "ftp://$user:$password@$server_ip/incoming/"
