# MariaDB's client asks for TLS before it logs in.
. ./mysql/mariadb.sh
certificate server /CN=server.lab.example
mariadb --ssl-cert="$work/server.pem" --ssl-key="$work/server.key"
record
sql --ssl -e 'SELECT 1'
