# Parts of a file: one range, several in one answer, the rest of a file, and one that is not there.
. ./http/nginx.sh
nginx
record
client curl -sS -r 100-1999 http://$server_ip/report.txt
client curl -sS -r 0-99,500-599 http://$server_ip/report.txt
client curl -sS -r 4000- http://$server_ip/report.txt
client curl -sS -r 900000- http://$server_ip/index.html
