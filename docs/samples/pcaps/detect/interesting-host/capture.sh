# A client logs in by SSH to a host that is a mail server, by its name.
. ./ssh/sshd.sh
. ./detect/guess.sh
. ./detect/named.sh
login_to mail2.lab.example
