# traceroute finds the way to a host behind two routers: one fewer than it takes. ping of other sizes goes all the way.
. ./detect/routers.sh
routers 1
record
client traceroute -n -w 1 10.78.1.2
client ping -n -c 2 10.78.1.2
