# The same with fifteen passwords: five fewer than it takes.
. ./ftp/vsftpd.sh
. ./detect/guess.sh
passwords 15
vsftpd max_login_fails=100
record
client hydra -q -I -t 1 -l $user -P "$work/passwords" ftp://$server_ip
client curl -sS "ftp://$user:$password@$server_ip/notes.txt"
