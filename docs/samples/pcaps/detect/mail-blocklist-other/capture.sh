# Postfix refuses a sender, and names a list of senders of unwanted mail, but not the client's address.
. ./smtp/postfix.sh
echo 'alice@other.example REJECT Sender is listed, see https://www.spamhaus.org/lookup' >"$work/senders"
postfix "smtpd_sender_restrictions = check_sender_access texthash:$work/senders"
record
client swaks --server $server_ip --from alice@other.example --to alice@lab.example --helo client.lab.example || true
