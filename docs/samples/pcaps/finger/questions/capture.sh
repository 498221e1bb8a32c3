# fingerd answers about one user, about a user that is not there, and about who is there.
echo 'To be a sample.' >"$work/home/$user/.plan"
serve socat TCP-LISTEN:79,fork,reuseaddr EXEC:/usr/sbin/in.fingerd
await tcp 79
record
client finger "$user@$server_ip"
client finger "nobody-here@$server_ip"
client finger -l "@$server_ip"
