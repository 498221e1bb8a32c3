# OpenSSL's server shows a certificate that has expired.
. ./detect/dates.sh
dated old "$(day '-400 days')" "$(day '-35 days')"
record
visit -cert "$work/old.pem" -key "$work/old.key"
