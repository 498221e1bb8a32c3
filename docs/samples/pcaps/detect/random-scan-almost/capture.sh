# The same at ninety hosts: ten fewer than it takes.
. ./detect/random.sh
knocks 90
