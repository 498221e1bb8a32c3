#!/usr/bin/python3
"""Blocks addresses with nftables: reads records of the topic block as JSON, one a line, from its standard input.

    read_log.py --bootstrap-servers HOST:PORT --schemas DIR --follow block | block_nftables.py

Needs nft (Debian: nftables) and root. It makes the table inet brook with a set for IPv4 and one for IPv6, and drops what comes from their
addresses; each leaves its set when its time is over. Started again it reads the topic from its beginning, and blocks what is still to be.
Try it where it cannot lock you out; --except names networks that are never blocked, such as your own.
"""

import argparse
import ipaddress
import json
import subprocess
import sys
import time

# So many addresses are remembered before those that are over are forgotten.
MOST = 50_000

TABLE = """
table inet brook {
  set blocked4 { type ipv4_addr; flags timeout; }
  set blocked6 { type ipv6_addr; flags timeout; }
  chain input { type filter hook input priority -10; ip saddr @blocked4 drop; ip6 saddr @blocked6 drop; }
  chain forward { type filter hook forward priority -10; ip saddr @blocked4 drop; ip6 saddr @blocked6 drop; }
}
"""


def nft(commands):
    return subprocess.run(["nft", "-f", "-"], input=commands, text=True, capture_output=True)


def blocked():
    """Until when addresses are blocked already, in seconds since the epoch."""
    until = {}
    listed = subprocess.run(["nft", "-j", "list", "table", "inet", "brook"], text=True, capture_output=True, check=True)
    for each in json.loads(listed.stdout)["nftables"]:
        for element in each.get("set", {}).get("elem", []):
            until[ipaddress.ip_address(element["elem"]["val"])] = time.time() + element["elem"]["expires"]
    return until


def block(address, seconds):
    """An address that is there already gets the new time."""
    name = f"inet brook blocked{address.version}"
    element = f"{{ {address} timeout {seconds}s }}"
    done = nft(f"add element {name} {element}\ndelete element {name} {{ {address} }}\nadd element {name} {element}\n")
    if done.returncode != 0:
        print(f"{address} is not blocked: {done.stderr.strip()}", file=sys.stderr)
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--except", dest="spared", action="append", default=[], type=ipaddress.ip_network, metavar="NET")
    arguments = parser.parse_args()
    if nft("list table inet brook\n").returncode != 0:
        made = nft(TABLE)
        if made.returncode != 0:
            sys.exit(made.stderr.strip())
    longest = blocked()
    for line in sys.stdin:
        record = json.loads(line)
        # What traffic says becomes part of a command only as an address.
        address = ipaddress.ip_address(record["address"])
        until = record["until"] / 1e9
        seconds = int(until - time.time())
        spared = any(address in network for network in arguments.spared)
        # A block is never shortened: of several for an address the last one ends it.
        if seconds > 0 and not spared and until > longest.get(address, 0) and block(address, seconds):
            longest[address] = until
            print(f"blocked {address} for {seconds} s: {record['note']}", flush=True)
        if len(longest) > MOST:
            longest = {address: until for address, until in longest.items() if until > time.time()}


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):
        pass
