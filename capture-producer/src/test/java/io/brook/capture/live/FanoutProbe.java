package io.brook.capture.live;

import io.brook.capture.source.PacketSource;
import io.brook.capture.source.PacketSource.Next;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** A process of a fan-out group: captures until its input ends, and then says which flows it saw, with how many packets. */
public final class FanoutProbe {
    private static final int GROUP = 4711;
    private static final int BUFFER = 8 << 20;
    private static final long PAUSE = 1_000_000;

    private FanoutProbe() {}

    /** @param args the interface */
    public static void main(String[] args) throws Exception {
        InterfaceOptions options = new InterfaceOptions(
                "udp",
                InterfaceOptions.MAX_SNAPLEN,
                BUFFER,
                true,
                InterfaceOptions.Direction.BOTH,
                OptionalInt.of(GROUP));
        Map<String, Integer> flows = new HashMap<>();
        try (PacketSource source = InterfaceSource.open(args[0], options)) {
            System.out.println("ready");
            long end = Long.MAX_VALUE;
            while (source.settled() < end) {
                if (source.next() == Next.PACKET) {
                    flows.merge(flow(source), 1, Integer::sum);
                } else {
                    LockSupport.parkNanos(PAUSE);
                }
                if (end == Long.MAX_VALUE && System.in.available() > 0) {
                    end = System.currentTimeMillis() * 1_000_000;
                }
            }
        }
        flows.forEach((flow, packets) -> System.out.println(flow + " " + packets));
        System.out.println("end");
    }

    private static String flow(PacketSource source) {
        HeaderWalk walk = new HeaderWalk();
        FlowKey key = new FlowKey();
        walk.walk(
                source.packet().linkType(),
                source.packet().buffer(),
                source.packet().offset(),
                source.packet().capturedLength(),
                source.packet().originalLength());
        walk.travelKey(key);
        return Integer.toHexString(key.hashCode());
    }
}
