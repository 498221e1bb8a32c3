# A client that looks for something at a hundred hosts, on another port at each.
. ./detect/random.sh
knocks 100
