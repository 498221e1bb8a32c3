# The same with twenty-five passwords: five fewer than it takes, and the login after it is no guesser's.
. ./ssh/sshd.sh
. ./detect/guess.sh
sshd_up -o Ciphers=chacha20-poly1305@openssh.com -o KexAlgorithms=curve25519-sha256 -o MaxStartups=100 -o MACs=umac-64@openssh.com
record
ssh_guesses 25
# A connection is over some seconds after its end, and only then it is known that nobody logged in.
sleep 6
ssh_once "$password"
