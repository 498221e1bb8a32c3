# OpenSSH at both ends: a key is the proof, an older exchange of keys, and a file is copied.
. ./ssh/sshd.sh
sshd_up
ssh-keygen -q -t ed25519 -N '' -f "$work/id"
mkdir "$work/home/$user/.ssh"
cp "$work/id.pub" "$work/home/$user/.ssh/authorized_keys"
chown -R 7001:7001 "$work/home/$user"
seq 20 >"$work/numbers"
record
client scp -q -F none -i "$work/id" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o KexAlgorithms=ecdh-sha2-nistp256 \
  -o Ciphers=aes128-ctr -o MACs=hmac-sha2-256 "$work/numbers" $user@$server_ip:copy
