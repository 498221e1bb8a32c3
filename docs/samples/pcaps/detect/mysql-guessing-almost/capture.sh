# The same with twenty-five passwords: five fewer than it takes.
. ./mysql/mariadb.sh
. ./detect/mysql.sh
mariadb --max-connect-errors=1000
record
mysql_guesses 25
sql -e 'SELECT 1'
