# OpenSSL's server shows a certificate with a key of 1024 bits.
. ./detect/dates.sh
openssl req -x509 -newkey rsa:1024 -nodes -days 300 -subj /CN=weak.lab.example -keyout "$work/weak.key" -out "$work/weak.pem"
record
visit -cert "$work/weak.pem" -key "$work/weak.key" -cipher ALL:@SECLEVEL=0
