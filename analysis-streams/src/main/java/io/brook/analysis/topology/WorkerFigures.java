package io.brook.analysis.topology;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the workers of this process have done since it started, for whoever watches it. Safe to use from any thread. */
public final class WorkerFigures {
    private final LongAdder packets = new LongAdder();
    private final Map<String, LongAdder> badChecksums = Map.of(
            "bad_IP_checksum", new LongAdder(),
            "bad_TCP_checksum", new LongAdder(),
            "bad_UDP_checksum", new LongAdder(),
            "bad_ICMP_checksum", new LongAdder());

    void analysed(int more) {
        packets.add(more);
    }

    void badChecksum(String weird) {
        badChecksums.get(weird).increment();
    }

    /** Packets taken in; what was analysed again after a failure is counted again. */
    public long packets() {
        return packets.sum();
    }

    public BadChecksums badChecksums() {
        return new BadChecksums(
                count("bad_IP_checksum"),
                count("bad_TCP_checksum"),
                count("bad_UDP_checksum"),
                count("bad_ICMP_checksum"));
    }

    private long count(String weird) {
        return badChecksums.get(weird).sum();
    }
}
