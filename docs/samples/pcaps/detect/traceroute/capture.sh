# traceroute finds the way to a host behind three routers.
. ./detect/routers.sh
routers 2
record
client traceroute -n -w 1 10.78.2.2
