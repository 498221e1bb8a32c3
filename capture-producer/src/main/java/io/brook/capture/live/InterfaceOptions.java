package io.brook.capture.live;

import java.util.OptionalInt;

/**
 * How packets are taken from an interface.
 *
 * @param filter which ones, in the language of pcap-filter(7); all when empty
 * @param snaplen how many bytes of each are kept, at most
 * @param bufferBytes how much memory the kernel has for packets that wait to be taken
 * @param promiscuous whether those that are for other machines are taken too
 * @param direction whether those that come in, those that go out, or both
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
