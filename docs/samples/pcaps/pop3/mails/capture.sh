# curl lists and reads mails at dovecot, and deletes one; a wrong password, and APOP's successor CRAM-MD5.
. ./imap/dovecot.sh
dovecot pop3
await tcp 110
record
client curl -sS --login-options AUTH=LOGIN -u $user:$password "pop3://$server_ip/"
client curl -sS --login-options AUTH=PLAIN -u $user:$password pop3://$server_ip/2
client curl -sS --login-options AUTH=CRAM-MD5 -u $user:$password -l "pop3://$server_ip/"
(sleep 1; printf 'USER %s\r\n' $user; sleep 0.2; printf 'PASS %s\r\n' $password; sleep 0.2; printf 'STAT\r\nUIDL\r\nTOP 1 1\r\nRETR 1\r\nDELE 1\r\nLIST 9\r\nQUIT\r\n'; sleep 0.5) | client ncat $server_ip 110
client curl -sS -u $user:wrong pop3://$server_ip/ || true
