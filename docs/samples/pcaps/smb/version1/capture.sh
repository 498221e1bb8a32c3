# smbclient with Samba, the old dialect NT LM 0.12.
. ./smb/samba.sh
samba 'server min protocol = NT1'
record tcp
smb -m NT1 --option='client min protocol = NT1' //$server_ip/files -c "ls; get notes.txt $work/out; put $work/letter.txt letter.txt; rename letter.txt other.txt; rm other.txt; mkdir new; rmdir new"
