# smbclient with Samba, SMB 2.1, as a guest, and a remote call that lists the server's shares.
. ./smb/samba.sh
samba 'map to guest = Bad User' 'guest account = nobody'
record tcp
smb -m SMB2_10 -N -U guest% //$server_ip/public -c "ls; get notes.txt $work/out"
client rpcclient -s "$work/client.conf" -m SMB2_10 -U $user%$password $server_ip -c 'srvinfo; netshareenumall'
