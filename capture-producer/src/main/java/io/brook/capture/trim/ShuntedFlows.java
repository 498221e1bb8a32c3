package io.brook.capture.trim;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderFault;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpProtocol;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Finds the packets whose payload nobody needs because a worker has said so of their connection.
 *
 * <p>A worker says it of a connection, here there are only flows, and it may say it late. So what it says counts only when the
 * connection has certainly not ended since: each flow is followed from its first payload on as long as no SYN, FIN or RST, no
 * silence and no fragment of it has been seen. What a worker has found in an earlier stretch of the flow, or in one that this
 * capture has not followed, is not taken up; that costs nothing but payload that is published, until a worker says it again.
 *
 * <p>What workers say comes from any thread; all else is not thread-safe.
 */
public final class ShuntedFlows {
    /** Flows followed at once; past it the one that was silent for longest is forgotten, and published whole. */
    public static final int MAX_FLOWS = 65_536;

    /** What is told at once; more is not taken up. */
    static final int MAX_TOLD = 8192;

    /** Shorter than the silence after which a worker forgets an established connection, which is 300 s. */
    private static final long IDLE = 250_000_000_000L;

    /** A packet that is damaged says nothing, so one is checked as often. */
    private static final long CHECK = 50_000_000_000L;

    private final boolean ignoreChecksums;
    private final TcpView segment = new TcpView();
    private final Map<FlowKey, Stretch> stretches = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FlowKey, Stretch> eldest) {
            boolean tooMany = size() > MAX_FLOWS;
            if (tooMany) {
                publishWhole(eldest.getValue());
            }
            return tooMany;
        }
    };

    private final Queue<Told> told = new ArrayDeque<>();
    private volatile boolean isTold;

    private long newest = Long.MIN_VALUE;
    private int shunted;
    private long everShunted;

    /**
     * What a worker has said.
     *
     * @param time of the packet after which it was so; no time where the connection is over
     */
    private record Told(FlowKey flow, long time) {
        static final long OVER = Long.MIN_VALUE;
    }

    /** A flow since it was last certain that a connection might have begun. */
    private static final class Stretch {
        /** Later than all packets that were seen before it. */
        private final long since;

        /** The last packet that was found sound. */
        private long last;

        /** It has had fragments, in which a SYN may hide. */
        private boolean opaque;

        private boolean shunted;

        Stretch(long since, long time) {
            this.since = since;
            last = time;
        }
    }

    /** @param ignoreChecksums whether the workers take in packets whose checksums are wrong */
    public ShuntedFlows(boolean ignoreChecksums) {
        this.ignoreChecksums = ignoreChecksums;
    }

    /** Packets of times up to this one have been published before: what is found in them is not of this capture's flows. */
    public void reached(long time) {
        newest = Math.max(newest, time);
    }

    /**
     * A worker says that nobody needs the payload of a connection's packets. From any thread.
     *
     * @param flow the connection's; not changed afterwards
     * @param time of the packet after which it was so, in nanoseconds since the epoch
     */
    public void hear(FlowKey flow, long time) {
        tell(new Told(flow, time));
    }

    /** A worker says that a connection is over. From any thread. */
    public void hearEnd(FlowKey flow) {
        tell(new Told(flow, Told.OVER));
    }

    private void tell(Told news) {
        synchronized (told) {
            if (told.size() < MAX_TOLD) {
                told.add(news);
                isTold = true;
            }
        }
    }

    /**
     * Takes in the next packet.
     *
     * @param walk of the packet
     * @param key the flow's; it may be used again afterwards
     * @return how many bytes at the packet's end nobody needs: all after its TCP header, or none
     */
    public int surplus(HeaderWalk walk, FlowKey key, Packet packet) {
        newest = Math.max(newest, packet.time());
        if (isTold) {
            listen();
        }
        if (walk.fault() != HeaderFault.NONE || walk.protocol() != IpProtocol.TCP) {
            return 0;
        }
        Stretch stretch = stretches.get(key);
        if (walk.fragment()) {
            (stretch == null ? begin(key, packet) : stretch).opaque = true;
            publishWhole(stretches.get(key));
            return 0;
        }
        if (stretch != null && stretch.opaque) {
            return 0;
        }
        if (!segment.read(walk, packet) || segment.syn() || segment.fin() || segment.rst()) {
            end(key, stretch);
            return 0;
        }
        if (stretch == null) {
            if (segment.payloadLength() > 0) {
                begin(key, packet);
            }
            return 0;
        }
        return next(stretch, walk, key, packet);
    }

    private int next(Stretch stretch, HeaderWalk walk, FlowKey key, Packet packet) {
        // In either direction: a clock may be set back.
        long silence = Math.abs(packet.time() - stretch.last);
        if (silence > IDLE) {
            end(key, stretch);
            return 0;
        }
        if (!stretch.shunted && silence <= CHECK || !segment.isSound(walk, packet, ignoreChecksums)) {
            return 0;
        }
        stretch.last = packet.time();
        return stretch.shunted ? segment.surplus(packet) : 0;
    }

    private Stretch begin(FlowKey key, Packet packet) {
        Stretch stretch = new Stretch(newest, packet.time());
        stretches.put(key.copy(), stretch);
        return stretch;
    }

    private void end(FlowKey key, Stretch stretch) {
        if (stretch != null) {
            publishWhole(stretch);
            stretches.remove(key);
        }
    }

    private void publishWhole(Stretch stretch) {
        if (stretch.shunted) {
            stretch.shunted = false;
            shunted--;
        }
    }

    private void listen() {
        synchronized (told) {
            told.forEach(this::listen);
            told.clear();
            isTold = false;
        }
    }

    /** Nothing that is found after a packet can be known before it: that is of another time of the sensor's clock. */
    private void listen(Told news) {
        Stretch stretch = stretches.get(news.flow);
        if (stretch == null) {
            return;
        }
        if (news.time == Told.OVER) {
            end(news.flow, stretch);
        } else if (!stretch.shunted && !stretch.opaque && news.time > stretch.since && news.time <= newest) {
            stretch.shunted = true;
            shunted++;
            everShunted++;
        }
    }

    /** How many flows are published without their payload now. */
    public int shunted() {
        return shunted;
    }

    /** How many have been, so far. */
    public long everShunted() {
        return everShunted;
    }

    /** How many flows are followed. */
    int size() {
        return stretches.size();
    }
}
