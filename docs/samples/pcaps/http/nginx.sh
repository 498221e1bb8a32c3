# nginx [LINE...]: a server on port 80 with some pages; the lines are added to its "server" block.
nginx() {
  mkdir -p "$work/www/private"
  echo '<!DOCTYPE html><html><body><h1>Hello from nginx</h1></body></html>' >"$work/www/index.html"
  seq -f 'line %g of a text that compresses well' 120 >"$work/www/report.txt"
  printf '{"colours": ["blue", "green"], "count": 2}' >"$work/www/data.json"
  printf '<?xml version="1.0"?><feed><entry/></feed>' >"$work/www/feed.xml"
  printf '%%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n' >"$work/www/paper.pdf"
  tar -C "$work/www" -czf "$work/www/all.tar.gz" report.txt index.html
  echo secret >"$work/www/private/index.html"
  echo "$user:$(openssl passwd -apr1 $password)" >"$work/users"
  cat >"$work/nginx.conf" <<CONF
daemon off; pid $work/nginx.pid; error_log $work/error.log; worker_processes 1; user root;
events {}
http {
  access_log off; types { text/html html; text/plain txt; application/json json; text/xml xml; application/pdf pdf; application/gzip gz; }
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server {
    listen 80; listen [::]:80; root $work/www;
    location /private/ { auth_basic "Private"; auth_basic_user_file $work/users; }
    location /old/ { return 301 /; }
    # One that reads what is sent before it answers, and one that does not.
    location /form { proxy_pass http://127.0.0.1:8081; }
    location /hasty { return 200 "thanks\n"; }
    $*
  }
  server { listen 127.0.0.1:8081; location / { return 200 "thanks\n"; } }
}
CONF
  serve /usr/sbin/nginx -e "$work/error.log" -c "$work/nginx.conf"
  await tcp 80
}
