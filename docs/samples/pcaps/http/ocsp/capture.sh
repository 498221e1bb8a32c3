# OpenSSL's OCSP responder is asked about a certificate that is good, one that was revoked, and one that it does not know.
cd "$work"
certificate ca '/CN=Lab CA'
: >index.txt
for name in good revoked unknown; do
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$name.lab.example" -keyout $name.key -out $name.csr
  openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 -out $name.pem
  serial=$(openssl x509 -in $name.pem -noout -serial | cut -d= -f2)
  case $name in
    good) printf 'V\t351231000000Z\t\t%s\tunknown\t/CN=good.lab.example\n' $serial ;;
    revoked) printf 'R\t351231000000Z\t260101000000Z,keyCompromise\t%s\tunknown\t/CN=revoked.lab.example\n' $serial ;;
  esac >>index.txt
done
cd - >/dev/null
serve openssl ocsp -port 8080 -index "$work/index.txt" -CA "$work/ca.pem" -rsigner "$work/ca.pem" -rkey "$work/ca.key" -nmin 60 -ignore_err
await tcp 8080
record
for name in good revoked unknown; do
  client openssl ocsp -issuer "$work/ca.pem" -cert "$work/$name.pem" -url http://$server_ip:8080/ -noverify
done
