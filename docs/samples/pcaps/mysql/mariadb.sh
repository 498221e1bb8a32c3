# mariadb [OPTION...]: a server with a user and a table. sql ARGS... talks to it from the client's host.
mariadb() {
  mkdir "$work/db"
  chmod 700 "$work/db"
  server mariadb-install-db --no-defaults --user=root --datadir="$work/db" --skip-test-db --auth-root-authentication-method=normal --skip-name-resolve
  serve mariadbd --no-defaults --user=root --datadir="$work/db" --socket="$work/db.sock" --pid-file="$work/db.pid" --bind-address=$server_ip \
    --skip-name-resolve "$@"
  await tcp 3306
  server mariadb --no-defaults -S "$work/db.sock" -u root -e "CREATE DATABASE lab; CREATE USER $user@'%' IDENTIFIED BY '$password'; GRANT ALL ON lab.* TO $user@'%'"
}
sql() { client mariadb --no-defaults -h $server_ip -u $user -p$password "$@"; }
