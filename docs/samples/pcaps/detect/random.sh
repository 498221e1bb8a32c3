# knocks COUNT: netcat tries one port at each of COUNT hosts, another one at each.
knocks() {
  local host
  for host in $(seq "$1"); do
    ip -n brook-server addr add 10.77.1.$host/32 dev cable
  done
  record tcp
  client bash -c 'for host in $(seq "$1"); do ncat -w 1 10.77.1.$host $((2000 + host)) </dev/null; done; true' - "$1"
}
