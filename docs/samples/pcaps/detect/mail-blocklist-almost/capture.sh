# Postfix refuses a mail because of a rule of its own.
. ./detect/blocklist.sh
refusing "Service unavailable; Client host [$client_ip] is not welcome"
