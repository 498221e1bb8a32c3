# smbclient with Samba, SMB 3.1.1, all of it encrypted after the login.
. ./smb/samba.sh
samba 'smb encrypt = required'
record tcp
smb --client-protection=encrypt //$server_ip/files -c "ls; get notes.txt $work/out"
