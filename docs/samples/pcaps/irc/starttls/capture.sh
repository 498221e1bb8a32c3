# irssi asks InspIRCd for TLS.
. ./irc/ngircd.sh
certificate server /CN=irc.lab.example
cat >"$work/inspircd.conf" <<CONF
<server name="irc.lab.example" description="A sample" network="Lab" id="1LB">
<admin name="Lab" nick="lab" email="lab@lab.example">
<bind address="$server_ip" port="6667" type="clients">
<connect allow="*" timeout="60" hardsendq="1M">
<module name="ssl_gnutls">
<module name="starttls">
<module name="cap">
<sslprofile name="Clients" provider="gnutls" certfile="$work/server.pem" keyfile="$work/server.key">
<starttls sslprofile="Clients">
<path datadir="$work" logdir="$work" runtimedir="$work">
<dns server="127.0.0.1" timeout="1">
<options nosnoticestack="yes">
<security hideserver="">
<pid file="$work/inspircd.pid">
CONF
serve inspircd --config "$work/inspircd.conf" --nofork --runasroot --nolog
await tcp 6667
record
irssi_at client $user $client_ip "send \"/connect -starttls -notls_verify $server_ip 6667\r\"; expect {Welcome}; sleep 0.5; send \"/quit\r\"; expect eof"
