# A page about the banner of Windows' command line comes after more than 1024 bytes, and a banner of today's, whose copyright is another one.
. ./detect/shell.sh
. ./http/nginx.sh
nginx
{
  head -c 2000 /dev/zero | tr '\0' '-'
  cat "$work/banner"
} >"$work/www/banner.txt"
serve ncat -l -k -p 4444 --sh-exec "printf 'Microsoft Windows [Version 10.0.19045]\r\n(c) Microsoft Corporation. All rights reserved.\r\n\r\nC:\\\\>'"
await tcp 4444
record
client curl -sS -o "$work/out" http://$server_ip/banner.txt
client bash -c 'ncat "$1" 4444 </dev/null' - $server_ip
