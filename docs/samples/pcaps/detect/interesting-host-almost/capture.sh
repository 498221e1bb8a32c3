# A client logs in by SSH to a host whose name only begins like a mail server's.
. ./ssh/sshd.sh
. ./detect/guess.sh
. ./detect/named.sh
login_to mailbox.lab.example
