# curl reads a mail from dovecot, after STARTTLS.
. ./imap/dovecot.sh
dovecot imap
await tcp 143
record
client curl -sS -k --ssl-reqd -u $user:$password "imap://$server_ip/INBOX;MAILINDEX=1"
