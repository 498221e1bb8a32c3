# MariaDB's client: statements of all sorts, an error, a large result, a wrong password, and an unknown database.
. ./mysql/mariadb.sh
mariadb
record
sql -e "CREATE TABLE t (id INT, colour VARCHAR(20)); INSERT INTO t VALUES (1,'blue'),(2,'green'); SELECT * FROM t" lab
sql -e "UPDATE t SET colour='red' WHERE id=2; SELECT nothing FROM t" lab || true
sql -e "SELECT seq FROM seq_1_to_150; SELECT REPEAT('x',3000); PREPARE p FROM 'SELECT ?+1'; EXECUTE p USING 41" lab
sql -pwrong -e 'SELECT 1' || true
sql -e 'SELECT 1' missing || true
client mariadb-admin --no-defaults -h $server_ip -u $user -p$password ping status
