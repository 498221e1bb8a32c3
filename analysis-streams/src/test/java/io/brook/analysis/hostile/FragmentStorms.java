package io.brook.analysis.hostile;

import static io.brook.analysis.hostile.Frame.UDP;
import static io.brook.analysis.hostile.Storm.mix;

import java.util.List;

/** Fragments of packets that are never whole. */
final class FragmentStorms {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int TARGET = 0xc0a80001;
    private static final int FRAGMENT_HEADER = 44;
    private static final int DESTINATION_OPTIONS = 60;

    private FragmentStorms() {}

    static List<Storm> all() {
        return List.of(
                Storm.sudden("first fragments", 10_000_000, () -> FragmentStorms::first),
                Storm.sudden("last fragments", 2_000_000, () -> FragmentStorms::last),
                Storm.lasting("first fragments, 1 h", 5_000_000, 3600, () -> FragmentStorms::first),
                Storm.sudden("overlapping fragments of few packets", 5_000_000, () -> FragmentStorms::overlapping),
                Storm.sudden("packets in fragments of 8 bytes", 5_000_000, () -> FragmentStorms::tiny),
                Storm.sudden("fragments whose keys' sums collide", 1_000_000, () -> FragmentStorms::colliding),
                Storm.sudden("fragments behind long headers", 100_000, () -> FragmentStorms::longHeaders));
    }

    private static void first(long i, Frame frame) {
        fragment(frame, mix(i), 0, true, 8);
    }

    private static void last(long i, Frame frame) {
        long random = mix(i);
        fragment(frame, random, (int) (random >>> 50) & 0x1ff8 | 0xe000, false, 8);
    }

    private static void fragment(Frame frame, long random, int offset, boolean more, int payload) {
        int id = (int) (random >>> 32) & 0xffff;
        frame.ethernet(IPV4)
                .fragment(UDP, (int) random, TARGET, id, offset, more, payload)
                .any(payload);
    }

    /** Of sixteen packets, at random places, with different bytes, never the last one. */
    private static void overlapping(long i, Frame frame) {
        long random = mix(i);
        int offset = ((int) (random >>> 40) & 0x1fff) * 8;
        int payload = Math.min(64, 65_528 - offset);
        frame.ethernet(IPV4).fragment(UDP, 1, TARGET, (int) i & 15, offset, true, payload);
        frame.u32((int) random).any(payload - 4);
    }

    /** In order, the last one missing. */
    private static void tiny(long i, Frame frame) {
        int offset = (int) (i % 8100) * 8;
        frame.ethernet(IPV4)
                .fragment(UDP, (int) (i / 8100), TARGET, 7, offset, true, 8)
                .any(8);
    }

    /** Where a hash is a sum of its fields' with powers of 31, these all have the same. */
    private static void colliding(long i, Frame frame) {
        int source = 0x3000_0000 - (int) i ^ 0xffff;
        int target = 0x1000_0000 + (int) i * 961 ^ 0xffff;
        frame.ethernet(IPV4).fragment(UDP, source, target, 7, 0, true, 8).any(8);
    }

    /** Sixty thousand bytes of options before the fragment header. */
    private static void longHeaders(long i, Frame frame) {
        int options = 2048;
        int count = 29;
        frame.ethernet(IPV6).ipv6(DESTINATION_OPTIONS, (int) mix(i), 1, options * count + 16);
        for (int n = 1; n <= count; n++) {
            frame.u8(n < count ? DESTINATION_OPTIONS : FRAGMENT_HEADER).u8(options / 8 - 1);
            frame.any(options - 2);
        }
        frame.u16(UDP << 8).u16(1).u32((int) i).any(8);
    }
}
