# Samba's name service: a name is registered, asked for, and a host asked for all of its names.
cat >"$work/smb.conf" <<CONF
[global]
netbios name = SERVER
workgroup = LAB
interfaces = cable
bind interfaces only = yes
lock directory = $work
state directory = $work
cache directory = $work
private dir = $work
pid directory = $work
ncalrpc dir = $work/ncalrpc
log file = $work/%m.log
local master = no
CONF
record
serve nmbd -F --no-process-group -s "$work/smb.conf"
await udp 137
# It says its names four times before it answers for them.
sleep 4
client nmblookup -s "$work/smb.conf" -B 10.77.255.255 SERVER
client nmblookup -s "$work/smb.conf" -B 10.77.255.255 NOSUCH || true
client nmblookup -s "$work/smb.conf" -A $server_ip
