package io.brook.analysis.hostile;

import static io.brook.analysis.hostile.Frame.UDP;
import static io.brook.analysis.hostile.Storm.mix;

import java.util.List;

/** Packets in packets in packets. */
final class NestingStorms {
    private static final int ETHERNET_IPV4 = 0x0800;
    private static final int ETHERNET_IPV6 = 0x86dd;
    private static final int TRANSPARENT_ETHERNET = 0x6558;
    private static final int IP_IN_IP = 4;
    private static final int GRE = 47;
    private static final int VXLAN_PORT = 4789;
    private static final int GENEVE_PORT = 6081;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int DEPTH = 50;
    /** Ethernet, IPv4, UDP and the tunnel's own header. */
    private static final int LAYER = 14 + 20 + 8 + 8;

    private NestingStorms() {}

    static List<Storm> all() {
        return List.of(
                Storm.sudden("IP in IP, 50 deep", 1_000_000, () -> NestingStorms::ipInIp),
                Storm.sudden("GRE in GRE, 50 deep", 1_000_000, () -> NestingStorms::greInGre),
                Storm.sudden("VXLAN in Geneve, 50 deep", 1_000_000, () -> NestingStorms::overlays),
                Storm.sudden("stacks of VLAN, PBB and MPLS", 1_000_000, () -> NestingStorms::labels),
                Storm.sudden("chains of IPv6 headers", 1_000_000, () -> NestingStorms::headers),
                Storm.lasting("VXLAN between any hosts, 3 h", 3_000_000, 10_800, () -> NestingStorms::vxlan),
                Storm.lasting("GRE between any hosts, 3 h", 3_000_000, 10_800, () -> NestingStorms::gre),
                Storm.lasting("VXLAN, a packet in 10 s", 300_000, 3_000_000, () -> NestingStorms::vxlan));
    }

    private static void ipInIp(long i, Frame frame) {
        frame.ethernet(ETHERNET_IPV4);
        for (int n = DEPTH; n > 0; n--) {
            frame.ipv4(IP_IN_IP, (int) mix(i), n, 20 * n + 8);
        }
        frame.ipv4(UDP, 1, 2, 8).udp(1, 2, 0);
    }

    private static void greInGre(long i, Frame frame) {
        frame.ethernet(ETHERNET_IPV4);
        for (int n = DEPTH; n > 0; n--) {
            frame.ipv4(GRE, (int) mix(i), n, 24 * (n - 1) + 4 + 28).gre(ETHERNET_IPV4);
        }
        frame.ipv4(UDP, 1, 2, 8).udp(1, 2, 0);
    }

    private static void overlays(long i, Frame frame) {
        for (int n = DEPTH; n > 0; n--) {
            overlay(frame, (int) mix(i), n, (n & 1) == 0, LAYER * (n - 1) + 14 + 28);
        }
        frame.ethernet(ETHERNET_IPV4).ipv4(UDP, 1, 2, 8).udp(1, 2, 0);
    }

    /** @param inner bytes of the frame inside */
    private static void overlay(Frame frame, int source, int target, boolean vxlan, int inner) {
        int payload = 8 + inner;
        frame.ethernet(ETHERNET_IPV4).ipv4(UDP, source, target, 8 + payload);
        if (vxlan) {
            frame.udp(source & 0xffff, VXLAN_PORT, payload).vxlan();
        } else {
            frame.udp(source & 0xffff, GENEVE_PORT, payload).geneve();
        }
    }

    private static void labels(long i, Frame frame) {
        long random = mix(i);
        frame.ethernet(0x8100);
        for (int n = 0; n < 300; n++) {
            frame.u16((int) random & 0xfff).u16(n % 2 == 0 ? 0x88a8 : 0x8100);
        }
        frame.u16(1).u16((i & 1) == 0 ? 0x88e7 : 0x8847);
        for (int n = 0; n < 300; n++) {
            // No label is the last one.
            frame.u32((int) (random >>> 8) & 0xfffffeff);
        }
    }

    private static void headers(long i, Frame frame) {
        int count = 170;
        frame.ethernet(ETHERNET_IPV6).ipv6(DESTINATION_OPTIONS, (int) mix(i), 1, count * 8 + 8);
        for (int n = 1; n <= count; n++) {
            frame.u8(n < count ? DESTINATION_OPTIONS : UDP).u8(0).u16(0x0104).u32(0);
        }
        frame.udp(1, 2, 0);
    }

    private static void vxlan(long i, Frame frame) {
        long random = mix(i);
        overlay(frame, (int) random, (int) (random >>> 32), true, 14 + 28);
        frame.ethernet(ETHERNET_IPV4).ipv4(UDP, (int) mix(~i), 2, 8).udp((int) i & 0xffff, 2, 0);
    }

    private static void gre(long i, Frame frame) {
        long random = mix(i);
        frame.ethernet(ETHERNET_IPV4).ipv4(GRE, (int) random, (int) (random >>> 32), 4 + 14 + 28);
        frame.gre(TRANSPARENT_ETHERNET).ethernet(ETHERNET_IPV4);
        frame.ipv4(UDP, (int) mix(~i), 2, 8).udp((int) i & 0xffff, 2, 0);
    }
}
