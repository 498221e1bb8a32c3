# What is inside is another protocol: FTP's control connection, as a relay carries it.
. ./ftp/vsftpd.sh
vsftpd
serve /usr/bin/python3 ./websocket/server.py $server_ip 127.0.0.1 21
await tcp 8080
record tcp
client /usr/bin/python3 ./websocket/client.py $server_ip "USER $user" "PASS $password" "DELE report.txt" "DELE notes.txt" "QUIT"
