# curl by way of OpenSSH's proxy (ssh -D): version 4a, version 5, and inside of it SSH and TLS.
. ./http/nginx.sh
. ./ssh/sshd.sh
certificate server /CN=server.lab.example
nginx "listen 443 ssl; ssl_certificate $work/server.pem; ssl_certificate_key $work/server.key;"
sshd_up
serve sshpass -p $password ssh -F none -N -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -D $server_ip:1080 $user@$server_ip
await tcp 1080
record port 1080
client curl -sS --socks4a $server_ip:1080 http://server.lab.example/data.json
client curl -sS -k --socks5-hostname $server_ip:1080 https://server.lab.example/data.json
client sshpass -p $password ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
  -o ProxyCommand="ncat --proxy $server_ip:1080 --proxy-type socks5 %h %p" $user@$server_ip true
