# passwords COUNT: a list of passwords, all of them wrong, in $work/passwords.
passwords() { seq -f 'wrong%g' "$1" >"$work/passwords"; }

# ssh_guesses COUNT: OpenSSH's client tries a wrong password in each of COUNT connections. Both sides offer one algorithm of each kind, which
# keeps the capture small.
ssh_guesses() {
  local guess
  for guess in $(seq "$1"); do
    ssh_once wrong$guess || true
  done
}
ssh_once() {
  client sshpass -p "$1" ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o PreferredAuthentications=password \
    -o NumberOfPasswordPrompts=1 -o KexAlgorithms=curve25519-sha256 -o HostKeyAlgorithms=ssh-ed25519 -o Ciphers=chacha20-poly1305@openssh.com -o MACs=umac-64@openssh.com \
    $user@$server_ip true
}
