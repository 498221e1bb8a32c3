# curl with vsftpd over IPv6: EPSV and EPRT.
. ./ftp/vsftpd.sh
vsftpd
record tcp
client curl -sS "ftp://$user:$password@[$server_ip6]/notes.txt"
client curl -sS -P - "ftp://$user:$password@[$server_ip6]/incoming/"
