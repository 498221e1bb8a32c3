# TigerVNC's viewer looks at the screen of Xvnc: with the right password, with a wrong one, and by TLS, which hides the rest. vncsnapshot,
# which speaks version 3.3, asks for a picture with the password, and another server for one without. All clients are ended after a while.
for each in "$password" wrong; do
  printf '%s\n' "$each" | tigervncpasswd -f >"$work/$each.vnc"
done
xvnc() {
  serve unshare --mount -- sh -c 'mount -t tmpfs none /tmp && exec Xtigervnc "$@"' sh ":$1" -geometry 64x48 -depth 16 \
    -interface $server_ip -desktop "$2" -PasswordFile "$work/$password.vnc" -SecurityTypes "$3"
  await tcp $((5900 + $1))
}
viewer() {
  client timeout 3 xvfb-run -a xtigervncviewer -AlertOnFatalError=0 -ReconnectOnError=0 -RemoteResize=0 -PasswordFile "$work/$1.vnc" "${@:2}" || true
}
snapshot() { client timeout 2 vncsnapshot -quiet -passwd "$work/$password.vnc" "$@" "$work/picture.jpg" || true; }
xvnc 1 'The desk of Alice' VncAuth,TLSVnc
xvnc 2 'Open to all' None
record tcp
viewer "$password" -SecurityTypes VncAuth -Shared $server_ip:1
viewer wrong -SecurityTypes VncAuth $server_ip:1
viewer "$password" -SecurityTypes TLSVnc $server_ip:1
snapshot $server_ip:1
snapshot $server_ip:2
