# sshd_up [OPTION...]: a server. ssh_with PASSWORD: OpenSSH's client, which tries this password up to two times.
sshd_up() {
  mkdir -p /run/sshd
  ssh-keygen -q -t ed25519 -N '' -f "$work/host_ed25519"
  ssh-keygen -q -t ecdsa -N '' -f "$work/host_ecdsa"
  chown root:root "$work"
  chmod 755 "$work"
  serve /usr/sbin/sshd -D -e -f none -p 22 -h "$work/host_ed25519" -h "$work/host_ecdsa" -o ListenAddress=$server_ip -o UsePAM=no \
    -o PidFile=none -o Subsystem="sftp internal-sftp" -o PrintMotd=no -o PrintLastLog=no -o StrictModes=no "$@"
  await tcp 22
}
ssh_with() {
  client sshpass -p "$1" ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o PreferredAuthentications=password \
    -o NumberOfPasswordPrompts=2 $user@$server_ip 'echo hello; id -un'
}
