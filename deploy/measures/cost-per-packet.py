#!/usr/bin/env python3
"""Measures what a packet costs, by the number of packets and by the number of partitions, and draws it.

    cost-per-packet.py measure [--brook ./brook] [--packets N] [--partitions 1,2,4,8,16] FIGURES.csv TRACE...
    cost-per-packet.py draw FIGURES.csv PLOT.svg

`measure` runs `brook bench -C --parts` on each trace by itself, and on the one in the middle with each number of partitions. The traces
should be mixes of the same kind: `tracemix` makes them. Each run has rounds until --packets have been analysed, and at least two; what
counts is the last one, when Java has compiled most of the code. It adds lines to the CSV file: what, packets, partitions, microseconds
of CPU for each packet in all, and of these the compilers'.

`draw` makes an SVG of it, with a band of 10 % about the median. It needs nothing but Python.
"""
import argparse
import csv
import math
import os
import re
import statistics
import subprocess
import sys

PART = re.compile(r"^\s*([\d.]+)\s+[\d.]+%\s+(.*)$")
FIELDS = ["series", "packets", "partitions", "us", "compilers"]


def packets(path):
    """How many packets a pcap file has."""
    count = 0
    with open(path, "rb") as trace:
        head = trace.read(24)
        order = "little" if head[0] in (0xd4, 0x4d) else "big"
        while len(record := trace.read(16)) == 16:
            trace.seek(int.from_bytes(record[8:12], order), os.SEEK_CUR)
            count += 1
    return count


def measure(brook, trace, partitions, rounds):
    """Microseconds of CPU for each packet in the last round: all, and the compilers'."""
    command = [brook, "bench", "-C", "--parts", "--rounds", str(rounds)]
    if partitions:
        command += ["--partitions", str(partitions)]
    out = subprocess.run(command + [trace], check=True, capture_output=True, text=True).stdout
    compilers, found = 0.0, None
    for line in out.splitlines():
        part = PART.match(line)
        if not part:
            continue
        if part[2] == "all":
            found = (float(part[1]), compilers)
            compilers = 0.0
        elif "compiler" in part[2]:
            compilers += float(part[1])
    if found is None:
        sys.exit("brook bench printed no parts:\n" + out)
    return found


def run(arguments):
    new = not os.path.exists(arguments.figures)
    with open(arguments.figures, "a", newline="") as file:
        table = csv.DictWriter(file, FIELDS, lineterminator="\n")
        if new:
            table.writeheader()
        sizes = sorted((packets(trace), trace) for trace in arguments.traces)
        points = [("packets", count, "", trace) for count, trace in sizes]
        count, trace = sizes[len(sizes) // 2]
        points += [("partitions", count, each, trace) for each in filter(None, arguments.partitions.split(","))]
        for series, count, partitions, trace in points:
            rounds = max(2, math.ceil(arguments.packets / count))
            us, compilers = measure(arguments.brook, trace, partitions, rounds)
            row = dict(zip(FIELDS, [series, count, partitions, f"{us:.3f}", f"{compilers:.3f}"]))
            table.writerow(row)
            file.flush()
            print(row)


WIDTH, HEIGHT, LEFT, TOP, BOTTOM, GAP = 900, 340, 60, 40, 50, 60


def panel(rows, key, title, x0, width, top_us, log):
    """One diagram: dots of CPU a packet, without the compilers, over what varies."""
    def at(value):
        low, high = (f(float(rows[0][key])), f(float(rows[-1][key])))
        return x0 + (f(value) - low) / ((high - low) or 1) * width

    def down(us):
        return TOP + (1 - us / top_us) * (HEIGHT - TOP - BOTTOM)

    f = math.log10 if log == 10 else math.log2
    costs = [float(row["us"]) - float(row["compilers"]) for row in rows]
    middle = statistics.median(costs)
    out = [f'<text x="{x0}" y="{TOP - 16}" class="title">{title}</text>']
    out.append(f'<rect x="{x0}" y="{down(middle * 1.1):.1f}" width="{width}" '
               f'height="{down(middle * 0.9) - down(middle * 1.1):.1f}" class="band"/>')
    for us in range(0, int(top_us) + 1, 5):
        out.append(f'<line x1="{x0}" x2="{x0 + width}" y1="{down(us):.1f}" y2="{down(us):.1f}" class="grid"/>')
        out.append(f'<text x="{x0 - 8}" y="{down(us) + 4:.1f}" class="y">{us}</text>')
    points = []
    for row, cost in zip(rows, costs):
        x = at(float(row[key]))
        points.append(f"{x:.1f},{down(cost):.1f}")
        out.append(f'<circle cx="{x:.1f}" cy="{down(cost):.1f}" r="4"><title>{cost:.2f} µs</title></circle>')
        out.append(f'<text x="{x:.1f}" y="{down(cost) - 10:.1f}" class="x">{cost:.1f}</text>')
        out.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" class="x">{int(float(row[key])):,}</text>')
    out.append(f'<polyline points="{" ".join(points)}"/>')
    out.append(f'<text x="{x0 + width / 2}" y="{HEIGHT - 10}" class="x">{key}</text>')
    return out


def draw(arguments):
    with open(arguments.figures, newline="") as file:
        rows = list(csv.DictReader(file))
    top = 5 * math.ceil(max(float(row["us"]) - float(row["compilers"]) for row in rows) * 1.15 / 5)
    width = (WIDTH - 2 * LEFT - GAP) // 2
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           "<style>.grid{stroke:#ddd}.band{fill:#cfe3f5}.x{text-anchor:middle}.y{text-anchor:end}.title{font-size:14px}"
           "polyline{fill:none;stroke:#1f5f99}circle{fill:#1f5f99}</style>",
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for series, key, title, x0, log in [
            ("packets", "packets", "µs of CPU a packet, by packets", LEFT, 10),
            ("partitions", "partitions", "by partitions", LEFT + width + GAP, 2)]:
        of_series = sorted((row for row in rows if row["series"] == series), key=lambda row: float(row[key]))
        if of_series:
            out += panel(of_series, key, title, x0, width, top, log)
    with open(arguments.plot, "w") as file:
        file.write("\n".join(out + ["</svg>", ""]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    measuring = commands.add_parser("measure")
    measuring.add_argument("--brook", default="./brook")
    measuring.add_argument("--packets", type=int, default=5_000_000)
    measuring.add_argument("--partitions", default="1,2,4,8,16")
    measuring.add_argument("figures")
    measuring.add_argument("traces", nargs="+")
    measuring.set_defaults(command=run)
    drawing = commands.add_parser("draw")
    drawing.add_argument("figures")
    drawing.add_argument("plot")
    drawing.set_defaults(command=draw)
    arguments = parser.parse_args()
    arguments.command(arguments)


if __name__ == "__main__":
    main()
