# curl by way of the proxy tinyproxy: a page, another protocol after CONNECT (TLS, and SSH), and one that is refused.
. ./http/nginx.sh
certificate server /CN=server.lab.example
nginx "listen 443 ssl; ssl_certificate $work/server.pem; ssl_certificate_key $work/server.key;"
. ./ssh/sshd.sh
sshd_up
printf '%s\n' "Port 3128" "Listen $server_ip" 'Timeout 20' "LogFile \"$work/tinyproxy.log\"" 'MaxClients 5' 'ConnectPort 443' 'ConnectPort 22' \
  'DisableViaHeader No' 'ViaProxyName "lab"' >"$work/tinyproxy.conf"
serve tinyproxy -d -c "$work/tinyproxy.conf"
await tcp 3128
record port 3128
client curl -sS -x http://$server_ip:3128 http://$server_ip/data.json
client curl -sS -k -x http://$server_ip:3128 https://$server_ip/data.json
client sshpass -p $password ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
  -o ProxyCommand="ncat --proxy $server_ip:3128 --proxy-type http %h %p" $user@$server_ip true
client curl -sS -p -x http://$server_ip:3128 http://$server_ip:99/ || true
