package io.brook.capture.trim;

import java.util.BitSet;

/**
 * TCP ports on which a worker's session for another protocol follows the connection, whatever it turns out to speak: what that session
 * makes of TLS is not known here. A test compares the list with the workers' analyzers.
 */
final class OtherProtocols {
    private static final int[] PORTS = {
        21, 22, 23, 25, 53, 79, 80, 81, 88, 102, 110, 113, 119, 139, 143, 179, 194, 389, 445, 502, 513, 514, 587, 631,
        1080, 1433, 1434, 1723, 1883, 2811, 3128, 3268, 3306, 3389, 5060, 5222, 5269, 5432, 5900, 5985, 6379, 6666,
        6667, 6668, 6669, 8000, 8080, 8888, 20000
    };

    private static final BitSet EXPECTED = new BitSet();

    static {
        for (int port : PORTS) {
            EXPECTED.set(port);
        }
    }

    private OtherProtocols() {}

    static boolean isExpectedOn(int port) {
        return EXPECTED.get(port);
    }
}
