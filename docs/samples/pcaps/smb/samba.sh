# samba [LINE...]: a server with two shares; the lines are added to its configuration. smb ARGS... talks to it.
samba() {
  local home=$work/home/$user
  seq -f 'line %g of some notes' 30 >"$home/notes.txt"
  seq -f 'line %g of a letter' 20 >"$work/letter.txt"
  chown -R 7001:7001 "$home"
  chmod 755 "$home"
  {
    printf '%s\n' '[global]' 'netbios name = SERVER' 'workgroup = LAB' 'server role = standalone server' 'interfaces = cable' 'bind interfaces only = yes' \
      'disable spoolss = yes' 'load printers = no' 'printcap name = /dev/null' 'log level = 1' 'server min protocol = SMB2'
    printf '%s\n' "lock directory = $work/smb" "state directory = $work/smb" "cache directory = $work/smb" "private dir = $work/smb" \
      "pid directory = $work/smb" "ncalrpc dir = $work/smb/ncalrpc" "log file = $work/smb/log"
    [ $# = 0 ] || printf '%s\n' "$@"
    printf '%s\n' '[files]' "path = $home" 'read only = no' '[public]' "path = $home" 'guest ok = yes' 'comment = For everybody'
  } >"$work/smb.conf"
  printf '%s\n' '[global]' 'netbios name = CLIENT' 'workgroup = LAB' "lock directory = $work/smbc" "state directory = $work/smbc" "cache directory = $work/smbc" "private dir = $work/smbc" >"$work/client.conf"
  mkdir "$work/smb" "$work/smbc"
  printf '%s\n%s\n' $password $password | server smbpasswd -c "$work/smb.conf" -a -s $user
  serve smbd -F --no-process-group -s "$work/smb.conf"
  await tcp 445
}
smb() { client smbclient -s "$work/client.conf" -U $user%$password "$@"; }
