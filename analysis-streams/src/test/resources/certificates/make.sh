#!/bin/bash
# Makes the certificates of ChainValidationTest with OpenSSL: an authority, one below it, and servers of all kinds. Keys are thrown away.
set -eu
cd "$(dirname "$0")"
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
cat >"$keys/ca.cnf" <<CNF
[ca]
default_ca=lab
[lab]
new_certs_dir=$keys
database=$keys/index.txt
default_md=sha256
policy=any
rand_serial=yes
unique_subject=no
[any]
CN=supplied
[authority]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
[server]
basicConstraints=critical,CA:FALSE
CNF
: >"$keys/index.txt"

# sign NAME ISSUER KIND FROM TO: a key and a certificate that ISSUER has signed; its own when both are the same.
sign() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1.lab.example" -keyout "$keys/$1.key" -out "$keys/$1.csr" 2>/dev/null
  local self=()
  [ "$1" != "$2" ] || self=(-selfsign)
  openssl ca -batch -config "$keys/ca.cnf" "${self[@]}" -cert "$2.pem" -keyfile "$keys/$2.key" -extensions "$3" -startdate "$4" -enddate "$5" \
    -notext -in "$keys/$1.csr" -out "$1.pem" 2>/dev/null
}
sign root root authority 20200101000000Z 20400101000000Z
sign middle root authority 20200101000000Z 20400101000000Z
sign server middle server 20250101000000Z 20260101000000Z
sign direct root server 20250101000000Z 20260101000000Z
sign alone alone server 20250101000000Z 20260101000000Z
sign stranger stranger authority 20200101000000Z 20400101000000Z
sign guest stranger server 20250101000000Z 20260101000000Z
sign below direct server 20250101000000Z 20260101000000Z
