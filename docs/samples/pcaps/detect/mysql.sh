# mysql_guesses COUNT: the client of MariaDB tries COUNT wrong passwords.
mysql_guesses() {
  local guess
  for guess in $(seq "$1"); do
    client mariadb --no-defaults -h $server_ip -u $user -pwrong$guess -e 'SELECT 1' || true
  done
}
