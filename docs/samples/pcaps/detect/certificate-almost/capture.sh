# OpenSSL's server shows a certificate that is valid since an hour and for forty days, ten more than are soon, with a key of 2048 bits.
. ./detect/dates.sh
dated fresh "$(day '-1 hour')" "$(day '+40 days')"
record
visit -cert "$work/fresh.pem" -key "$work/fresh.key"
