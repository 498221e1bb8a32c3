# xrdp SECURITY: a server to which nobody can log in, for there is no session manager. rdp OPTION... connects to it, and leaves.
xrdp() {
  certificate server /CN=server.lab.example
  cp /etc/xrdp/xrdp.ini "$work/xrdp.ini"
  sed -i "s|^port=3389|port=tcp://$server_ip:3389|; s|^security_layer=.*|security_layer=$1|; s|^certificate=.*|certificate=$work/server.pem|; \
    s|^key_file=.*|key_file=$work/server.key|; s|^LogFile=.*|LogFile=$work/xrdp.log|; s|^EnableSyslog=.*|EnableSyslog=false|" "$work/xrdp.ini"
  serve unshare --mount -- sh -c "mount --bind '$work/xrdp.ini' /etc/xrdp/xrdp.ini && mkdir -p /run/xrdp && mount -t tmpfs none /run/xrdp && exec xrdp --nodaemon"
  await tcp 3389
}
rdp() {
  client timeout 4 xvfb-run -a xfreerdp "/v:$server_ip" "/u:$user" "/p:$password" /cert:ignore /client-hostname:client /size:640x480 /bpp:16 /log-level:ERROR "$@"
}
