package io.brook.analysis.hostile;

import static io.brook.analysis.hostile.Frame.TCP;
import static io.brook.analysis.hostile.Frame.UDP;
import static io.brook.analysis.hostile.Storm.mix;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Packets that are wrong in every way, each from somewhere else. */
final class OddityStorms {
    private static final int IPV4 = 0x0800;
    private static final int TARGET = 0xc0a80001;

    private OddityStorms() {}

    static List<Storm> all() {
        return List.of(
                checked("bad lengths and checksums", 5_000_000, OddityStorms::bad),
                checked("bytes at random", 5_000_000, OddityStorms::random),
                Storm.sudden("headers with random fields", 5_000_000, () -> OddityStorms::fields));
    }

    private static Storm checked(String name, long packets, Storm.Maker maker) {
        return new Storm(name, packets, TimeUnit.SECONDS.toNanos(60), true, false, () -> maker);
    }

    private static void bad(long i, Frame frame) {
        long random = mix(i);
        int source = (int) random;
        frame.ethernet(IPV4);
        switch ((int) (i % 6)) {
            case 0 -> frame.ipv4(UDP, source, TARGET, 2);
            case 1 -> frame.ipv4(UDP, source, TARGET, -20).udp(1, 2, 0);
            case 2 -> frame.ipv4(UDP, source, TARGET, 40).udp(1, 2, 99).any(32);
            case 3 -> frame.ipv4(TCP, source, TARGET, 20).tcp(1, 2, 3, 4, (int) (random >>> 32), 0);
            case 4 -> frame.u16(0x4200).u16(20).u32(0).u32(0).u32(source).u32(TARGET);
            default -> frame.ipv4(UDP, source, TARGET, 9000).udp(1, 2, 0);
        }
    }

    /** The first bytes say IP, the others anything. */
    private static void random(long i, Frame frame) {
        frame.ethernet((i & 1) == 0 ? IPV4 : 0x86dd).u16((i & 1) == 0 ? 0x4500 : 0x6000);
        int words = 2 + (int) (i & 15);
        for (int n = 0; n < words; n++) {
            long random = mix(i * 16 + n);
            frame.u32((int) random).u32((int) (random >>> 32));
        }
    }

    /** TCP with any flags, numbers and option bytes, from few sources, so that they meet their own connections. */
    private static void fields(long i, Frame frame) {
        long random = mix(i);
        int source = 0x0a000000 | (int) (random & 0xfff);
        boolean answer = (random & 0x1000) != 0;
        int flags = (int) (random >>> 56);
        frame.ethernet(IPV4).ipv4(TCP, answer ? TARGET : source, answer ? source : TARGET, 32);
        frame.u16(answer ? 80 : 1024).u16(answer ? 1024 : 80).u32((int) (random >>> 13));
        frame.u32((int) (random >>> 24)).u8((int) (random >>> 16) & 0x70).u8(flags);
        frame.u16((int) (random >>> 32))
                .u32(0)
                .u32((int) random)
                .u32((int) (random >>> 32))
                .u32(0);
    }
}
