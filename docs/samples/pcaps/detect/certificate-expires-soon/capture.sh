# OpenSSL's server shows a certificate that expires in a week.
. ./detect/dates.sh
dated week "$(day '-300 days')" "$(day '+7 days')"
record
visit -cert "$work/week.pem" -key "$work/week.key"
