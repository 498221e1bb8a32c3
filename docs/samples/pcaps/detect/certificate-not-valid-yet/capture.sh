# OpenSSL's server shows a certificate that is valid from tomorrow on.
. ./detect/dates.sh
dated early "$(day '+1 day')" "$(day '+300 days')"
record
visit -cert "$work/early.pem" -key "$work/early.key"
