# go-sendxmpp sends a message by Prosody, after STARTTLS.
. ./xmpp/prosody.sh
prosody false
record
echo 'Hello Bob.' | client go-sendxmpp -u $user@lab.example -p $password -j server.lab.example:5222 -n bob@lab.example
