# A client tries thirty passwords at MariaDB, and then knows the right one.
. ./mysql/mariadb.sh
. ./detect/mysql.sh
mariadb --max-connect-errors=1000
record
mysql_guesses 30
sql -e 'SELECT 1'
