# OpenSSH at both ends: a wrong password; then the right one, and a command.
. ./ssh/sshd.sh
sshd_up
record
ssh_with 'wrong' || true
ssh_with "$password"
