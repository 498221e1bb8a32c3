# login_to NAME: somebody asks for the name of the server's address, which is NAME, and logs in there by SSH.
login_to() {
  sshd_up -o Ciphers=chacha20-poly1305@openssh.com -o KexAlgorithms=curve25519-sha256
  serve dnsmasq --no-daemon --no-resolv --no-hosts --listen-address=$server_ip --bind-interfaces --host-record=$1,$server_ip
  await udp 53
  record
  client dig @$server_ip +tries=1 +time=2 -x $server_ip
  ssh_once "$password"
}
