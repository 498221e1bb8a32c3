# curl and lftp with vsftpd, data connections to the server: lists, both directions, a whole session with folders, a wrong password.
. ./ftp/vsftpd.sh
vsftpd
record
web() { client curl -sS --disable-epsv "$@"; }
web "ftp://$user:$password@$server_ip/"
web "ftp://$user:$password@$server_ip/notes.txt"
web -T "$work/report.csv" "ftp://$user:$password@$server_ip/incoming/"
client curl -sS "ftp://$user:$password@$server_ip/picture.png" -o "$work/picture.png"
client curl -sS -r 10-20 "ftp://$user:$password@$server_ip/notes.txt"
client lftp -e 'set ftp:use-mdtm yes; mkdir new; cd new; put '"$work/report.csv"' -o name; mv name other; cls -l; rm other; cd ..; rmdir new; bye' \
  -u $user,$password ftp://$server_ip
web "ftp://$user:wrong@$server_ip/" || true
web "ftp://$user:$password@$server_ip/missing.txt" || true
web "ftp://$server_ip/" || true
