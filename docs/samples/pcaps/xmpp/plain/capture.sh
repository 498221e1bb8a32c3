# OpenSSL's client begins with XMPP to come to TLS, and a login in the clear by hand.
. ./xmpp/prosody.sh
prosody true
record
echo Q | client openssl s_client -starttls xmpp -xmpphost lab.example -connect $server_ip:5222
(
  printf "<?xml version='1.0'?><stream:stream to='lab.example' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"
  sleep 0.5
  printf "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>%s</auth>" "$(printf '\0%s\0%s' $user $password | base64)"
  sleep 0.5
  printf '</stream:stream>'
  sleep 0.5
) | client ncat $server_ip 5222
