# dated NAME FROM TO: a certificate that an authority has signed, valid between two times (YYMMDDHHMMSSZ), $work/NAME.key and .pem.
dated() {
  [ -e "$work/ca.pem" ] || certificate ca '/O=Lab/CN=Lab CA'
  mkdir -p "$work/signed"
  : >"$work/index.txt"
  printf '[ca]\ndefault_ca=lab\n[lab]\nnew_certs_dir=%s\ndatabase=%s\ndefault_md=sha256\npolicy=any\nrand_serial=yes\n[any]\nO=optional\nCN=supplied\n' \
    "$work/signed" "$work/index.txt" >"$work/ca.cnf"
  openssl req -newkey rsa:2048 -nodes -subj "/O=Lab/CN=$1.lab.example" -keyout "$work/$1.key" -out "$work/$1.csr"
  openssl ca -batch -config "$work/ca.cnf" -cert "$work/ca.pem" -keyfile "$work/ca.key" -startdate "$2" -enddate "$3" -notext -in "$work/$1.csr" \
    -out "$work/$1.pem"
}
day() { date -u -d "$1" +%y%m%d%H%M%SZ; }
# visit OPTION...: a server of OpenSSL with these options, and a client that leaves at once.
visit() {
  . ./ssl/openssl.sh
  tls_server -rev "$@"
  tls_client -tls1_2 -cipher ALL:@SECLEVEL=0
}
