package io.brook.analysis.hostile;

import static io.brook.analysis.hostile.Frame.ACK;
import static io.brook.analysis.hostile.Frame.FIN;
import static io.brook.analysis.hostile.Frame.RST;
import static io.brook.analysis.hostile.Frame.SYN;
import static io.brook.analysis.hostile.Frame.TCP;
import static io.brook.analysis.hostile.Frame.UDP;
import static io.brook.analysis.hostile.Storm.mix;

import java.util.List;

/** More connections than fit, and connections that are over and over again. */
final class ConnectionStorms {
    private static final int IPV4 = 0x0800;
    private static final int SERVER = 0xc0a80001;

    private ConnectionStorms() {}

    static List<Storm> all() {
        return List.of(
                Storm.lasting("SYNs from anywhere, 60 s", 10_000_000, 60, () -> ConnectionStorms::syn),
                Storm.sudden("SYNs from anywhere, 1 s", 10_000_000, () -> ConnectionStorms::syn),
                Storm.sudden("SYNs on one tuple", 10_000_000, () -> ConnectionStorms::reuse),
                Storm.sudden("RSTs and FINs on one tuple", 10_000_000, () -> ConnectionStorms::end),
                Storm.lasting("UDP flows, 60 s", 10_000_000, 60, () -> ConnectionStorms::datagram),
                Storm.sudden("UDP flows, 1 s", 10_000_000, () -> ConnectionStorms::datagram),
                Storm.sudden("ICMP and unknown protocols", 5_000_000, () -> ConnectionStorms::other));
    }

    private static void syn(long i, Frame frame) {
        long random = mix(i);
        int source = (int) random;
        int port = (int) (random >>> 32) & 0xffff;
        frame.ethernet(IPV4).ipv4(TCP, source, SERVER, 20).tcp(port, 80, (int) i, 0, SYN, 0);
    }

    private static void reuse(long i, Frame frame) {
        frame.ethernet(IPV4).ipv4(TCP, 0x0a000001, SERVER, 20).tcp(1024, 80, (int) i * 7919, 0, SYN, 0);
    }

    private static void end(long i, Frame frame) {
        int flags = (i & 1) == 0 ? RST : FIN | ACK;
        frame.ethernet(IPV4).ipv4(TCP, 0x0a000001, SERVER, 20).tcp(1024, 80, (int) i * 7919, 1, flags, 0);
    }

    private static void datagram(long i, Frame frame) {
        long random = mix(i);
        int ports = (int) (random >>> 32);
        frame.ethernet(IPV4)
                .ipv4(UDP, (int) random, SERVER, 12)
                .udp(ports & 0xffff, ports >>> 16, 4)
                .u32(0);
    }

    private static void other(long i, Frame frame) {
        long random = mix(i);
        int protocol = (i & 1) == 0 ? 1 : (int) (random >>> 32) & 0xff;
        frame.ethernet(IPV4)
                .ipv4(protocol, (int) random, SERVER, 16)
                .u32(0x08000000)
                .u32((int) i)
                .u32(0)
                .u32(0);
    }
}
