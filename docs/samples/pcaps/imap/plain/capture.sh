# curl reads a mail and lists the boxes without TLS.
. ./imap/dovecot.sh
dovecot imap
await tcp 143
record
client curl -sS -u $user:$password "imap://$server_ip/INBOX;MAILINDEX=2"
client curl -sS --login-options AUTH=CRAM-MD5 -u $user:$password "imap://$server_ip/"
