# prosody: a server of the domain lab.example, with an account for alice and for bob.
prosody() {
  certificate server /CN=lab.example
  mkdir "$work/data" "$work/data/certs"
  cat >"$work/prosody.lua" <<CONF
data_path = "$work/data"
pidfile = "$work/prosody.pid"
run_as_root = true
modules_enabled = { "roster", "saslauth", "tls", "disco", "ping", "register" }
modules_disabled = { "s2s" }
interfaces = { "$server_ip" }
authentication = "internal_plain"
allow_unencrypted_plain_auth = $1
c2s_require_encryption = not $1
log = { info = "*console" }
certificates = "$work/data/certs"
VirtualHost "lab.example"
  ssl = { key = "$work/server.key", certificate = "$work/server.pem" }
CONF
  for nick in $user bob; do
    server prosodyctl --root --config "$work/prosody.lua" register $nick lab.example $password
  done
  serve env PROSODY_CFGDIR="$work" /usr/bin/prosody -F --config "$work/prosody.lua"
  await tcp 5222
}
