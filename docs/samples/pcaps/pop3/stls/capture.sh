# fetchmail reads all mails after STLS.
. ./imap/dovecot.sh
dovecot pop3
await tcp 110
record
printf 'poll server.lab.example proto pop3 user %s password %s sslproto TLS1.2+ no sslcertck mda "cat" keep\n' $user $password >"$work/fetchmailrc"
chmod 700 "$work/fetchmailrc"
client env HOME="$work" FETCHMAILHOME="$work" fetchmail -f "$work/fetchmailrc" --nosyslog
