package io.brook.analysis.topology;

import java.util.Locale;
import java.util.StringJoiner;

/** Packets that were left out because a checksum is wrong, by what the checksum is of. */
public record BadChecksums(long ip, long tcp, long udp, long icmp) {
    /** Of all packets: more than that is no damage, but how they were captured (Zeek's find-checksum-offloading). */
    private static final double OFFLOADING = 0.05;

    /** Fewer packets say nothing. */
    private static final int ENOUGH = 100;

    public long total() {
        return ip + tcp + udp + icmp;
    }

    /** Whether so many of the packets are concerned that the network card was to compute the checksums after the capture. */
    public boolean isOffloading(long packets) {
        return packets >= ENOUGH && total() > OFFLOADING * packets;
    }

    /** Those there are, such as {@code TCP 1,200, UDP 3}. */
    @Override
    public String toString() {
        StringJoiner list = new StringJoiner(", ");
        add(list, "IP", ip);
        add(list, "TCP", tcp);
        add(list, "UDP", udp);
        add(list, "ICMP", icmp);
        return list.toString();
    }

    private static void add(StringJoiner list, String name, long count) {
        if (count > 0) {
            list.add(String.format(Locale.ROOT, "%s %,d", name, count));
        }
    }
}
