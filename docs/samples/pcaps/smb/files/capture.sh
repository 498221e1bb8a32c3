# smbclient with Samba, SMB 3.1.1: shares are listed, files are read, written, renamed and deleted, a wrong password and a missing share.
. ./smb/samba.sh
samba
record tcp
smb -L //$server_ip
smb //$server_ip/files -c "ls; get notes.txt $work/out; mkdir new; cd new; put $work/letter.txt letter.txt; rename letter.txt other.txt; allinfo other.txt; rm other.txt; cd ..; rmdir new"
smb //$server_ip/files -c "get missing.txt" || true
smb //$server_ip/files -U $user%wrong -c ls || true
smb //$server_ip/missing -c ls || true
