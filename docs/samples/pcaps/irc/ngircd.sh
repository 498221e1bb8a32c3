# ngircd: a server on port 6667.
ngircd() {
  cat >"$work/ngircd.conf" <<CONF
[Global]
Name = irc.lab.example
Info = A sample
MotdPhrase = Be kind.
Listen = $server_ip
Ports = 6667
AdminInfo1 = Lab
ServerUID = root
ServerGID = root
[Limits]
ConnectRetry = 60
PingTimeout = 600
[Options]
DNS = no
Ident = no
PAM = no
CONF
  serve /usr/sbin/ngircd -n -f "$work/ngircd.conf"
  await tcp 6667
}

# irssi_at HOST NICK ADDRESS SCRIPT: irssi with a terminal of its own, and a script for expect that types.
irssi_at() {
  mkdir -p "$work/$2"
  printf '%s\n' 'settings = { "irc/dcc" = { dcc_autoget = "yes"; dcc_download_path = "'"$work/$2"'"; dcc_port = "45000 45000"; dcc_own_ip = "'"$3"'"; };' \
    '"core" = { real_name = "'"$2"' Example"; user_name = "'"$2"'"; hostname = ""; }; };' >"$work/$2/config"
  at "$1" env TERM=xterm expect -c "set timeout 20; spawn irssi --home=$work/$2 -n $2; $4"
}
