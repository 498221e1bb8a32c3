# lftp with vsftpd: AUTH TLS, and data connections that are encrypted too.
. ./ftp/vsftpd.sh
certificate server /CN=server.lab.example
vsftpd ssl_enable=YES rsa_cert_file="$work/server.pem" rsa_private_key_file="$work/server.key" require_ssl_reuse=NO
record
client lftp -e 'set ssl:verify-certificate no; set ftp:ssl-force yes; set ftp:ssl-protect-data yes; cat notes.txt; bye' -u $user,$password ftp://$server_ip
