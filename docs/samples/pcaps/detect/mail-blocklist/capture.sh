# Postfix refuses a mail, and names a list of senders of unwanted mail and the client's address.
. ./detect/blocklist.sh
refusing "Service unavailable; Client host [$client_ip] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/$client_ip"
