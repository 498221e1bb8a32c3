#!/bin/sh
# Prints the newest lines of a topic of JSON lines (setting JsonTopics) with kcat.
# usage: read_json.sh BROKERS TOPIC [LINES]     e.g. read_json.sh kafka1:9092 zeek.conn 10
# Needs kcat (Debian: kcat), which reads committed records unless it is told otherwise.
set -eu
[ $# -ge 2 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
kcat -b "$1" -C -t "$2" -e -q -X isolation.level=read_committed -f '%s\n' | tail -n "${3:-10}"
