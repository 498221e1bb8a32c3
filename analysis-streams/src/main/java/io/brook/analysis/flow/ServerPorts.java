package io.brook.analysis.flow;

import java.util.BitSet;

/**
 * The ports that servers listen on: Zeek's likely_server_ports, the union of what its analyzers register. They tell which
 * side of a connection is the responder when its beginning was not seen.
 */
final class ServerPorts {
    private static final BitSet TCP = ports(
            21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 465, 502, 563, 585, 587, 614, 631, 636, 989,
            990, 992, 993, 995, 1080, 1434, 1883, 2811, 3128, 3268, 3306, 3389, 5222, 5223, 5269, 5432, 6379, 6666,
            6667, 6668, 6669, 8000, 8080, 8888, 20000);
    private static final BitSet UDP = ports(
            53, 67, 88, 123, 137, 161, 162, 389, 443, 514, 1812, 2123, 2152, 3389, 3544, 4011, 4754, 4789, 5060, 5072,
            5353, 5355, 6081, 20000);

    private ServerPorts() {}

    private static BitSet ports(int... numbers) {
        BitSet set = new BitSet(1 << 16);
        for (int number : numbers) {
            set.set(number);
        }
        return set;
    }

    static boolean isTcp(int port) {
        return TCP.get(port);
    }

    static boolean isUdp(int port) {
        return UDP.get(port);
    }
}
