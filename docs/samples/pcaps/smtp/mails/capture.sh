# swaks and Postfix: a mail with attachments, a recipient that is refused, two mails on one connection, a chunked one (BDAT), and commands that are none.
. ./smtp/postfix.sh
postfix
seq -f 'line %g of a text' 20 >"$work/notes.txt"
printf '%%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n' >"$work/paper.pdf"
record
mail() { client swaks --server $server_ip --from bob@lab.example --hide-all "$@"; }
mail --to $user@lab.example --h-Subject 'Two attachments' --h-Cc carol@lab.example --h-Reply-To bob@home.example --h-X-Originating-IP '[10.77.3.4]' \
  --body 'See what comes with it.' --attach-type text/plain --attach "@$work/notes.txt" --attach-type application/pdf --attach "@$work/paper.pdf"
mail --to $user@elsewhere.example || true
talk() { sleep 0.2; for line in "$@"; do printf '%s\r\n' "$line"; sleep 0.05; done; sleep 0.3; }
talk 'EHLO client.lab.example' 'NOOP' 'VRFY alice' 'BREW' 'MAIL FROM:<bob@lab.example>' 'RCPT TO:<alice@lab.example>' 'DATA' 'Subject: first' '' 'Short.' . \
  'RSET' 'MAIL FROM:<>' 'RCPT TO:<alice@lab.example>' 'BDAT 19' 'Subject: second' '' 'BDAT 9 LAST' 'Chunked' 'QUIT' | client ncat $server_ip 25
talk 'HELO client' 'RCPT TO:<alice@lab.example>' 'QUIT' | client ncat $server_ip 25
