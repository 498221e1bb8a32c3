# Dropbear's client and OpenSSH's server: another banner, another guess at what comes.
. ./ssh/sshd.sh
sshd_up
record
client env HOME="$work" DROPBEAR_PASSWORD=$password dbclient -y -y $user@$server_ip id
