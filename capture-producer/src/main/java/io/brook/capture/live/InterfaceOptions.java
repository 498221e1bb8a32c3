package io.brook.capture.live;

import java.util.OptionalInt;

/**
 * How packets are captured from an interface.
 *
 * @param filter which packets, in the language of pcap-filter(7); all when empty
 * @param snaplen the most bytes of each packet
 * @param bufferBytes the size of the kernel's buffer
 * @param promiscuous whether packets that are addressed to other machines are captured, too
 * @param direction incoming packets, outgoing ones, or both
 * @param fanout the number of a group of processes, from 0 to {@link #MAX_FANOUT}, that share the interface's packets
 */
public record InterfaceOptions(
        String filter, int snaplen, int bufferBytes, boolean promiscuous, Direction direction, OptionalInt fanout) {
    /** Which way packets go, as the machine sees it. */
    public enum Direction {
        IN,
        OUT,
        BOTH
    }

    /** What libpcap takes for the most that a packet can have. */
    public static final int MAX_SNAPLEN = 256 * 1024;

    /** The kernel has 16 bits for a group's number. */
    public static final int MAX_FANOUT = 65_535;

    public static final InterfaceOptions DEFAULT =
            new InterfaceOptions("", MAX_SNAPLEN, 64 << 20, true, Direction.BOTH, OptionalInt.empty());
}
