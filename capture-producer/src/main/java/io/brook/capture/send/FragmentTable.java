package io.brook.capture.send;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Gives each fragment the flow of its packet's first fragment, the only one with ports. Fragments that come before it are held
 * back until it comes, and then handed on before it, in the order they came in. Where it does not come, or too much is held,
 * they go to the flow that has their addresses and protocol but no ports.
 */
final class FragmentTable {
    /** How long a packet's fragments are waited for, in packet time: as long as Linux waits. */
    static final long EXPIRY = 30_000_000_000L;

    /** Packets whose fragments are known of at once. */
    static final int MAX_PACKETS = 4096;

    /** Fragments held back at once. */
    static final int MAX_HELD = 1024;

    /** Their bytes. */
    static final long MAX_HELD_BYTES = 4 << 20;

    /**
     * What a packet's fragments have in common. Not the protocol: fragments that disagree about it are put together all the
     * same, as Zeek does, and so they must travel together. Comparable for the reason that {@link FlowKey} is.
     */
    private record PacketId(long sourceHigh, long sourceLow, long targetHigh, long targetLow, int id)
            implements Comparable<PacketId> {
        private static final Comparator<PacketId> ORDER = Comparator.comparingInt(PacketId::id)
                .thenComparingLong(PacketId::sourceLow)
                .thenComparingLong(PacketId::targetLow)
                .thenComparingLong(PacketId::sourceHigh)
                .thenComparingLong(PacketId::targetHigh);

        @Override
        public int compareTo(PacketId that) {
            return ORDER.compare(this, that);
        }

        static PacketId of(HeaderWalk walk) {
            return new PacketId(
                    walk.sourceHigh(), walk.sourceLow(), walk.targetHigh(), walk.targetLow(), walk.fragmentId());
        }
    }

    private static final class Entry {
        private final PacketId id;
        private final long openedAt;
        /** That of the first fragment seen: it has no ports unless the packet's first fragment came first. */
        private final FlowKey fallback;
        /** Null until the first fragment has come. */
        private FlowKey flow;

        private final List<Packet> held = new ArrayList<>(0);

        Entry(PacketId id, long openedAt, FlowKey fallback) {
            this.id = id;
            this.openedAt = openedAt;
            this.fallback = fallback;
        }

        /** Whether the packet's flow is known, and a second beginning of it contradicts that. */
        private boolean isOfAnotherProtocol(FlowKey key) {
            return flow != null && flow.protocol() != key.protocol();
        }
    }

    private final BiConsumer<FlowKey, Packet> out;
    private final Map<PacketId, Entry> entries = new HashMap<>();
    private final ArrayDeque<Entry> byAge = new ArrayDeque<>();
    private int heldNow;
    private long heldBytes;
    private long held;
    private long expired;
    private long overflowed;

    /** @param out takes each fragment with its flow; it must keep neither */
    FragmentTable(BiConsumer<FlowKey, Packet> out) {
        this.out = out;
    }

    /**
     * Takes in a fragment.
     *
     * @param walk of the fragment
     * @param flow the walk's key
     */
    void add(HeaderWalk walk, FlowKey flow, Packet packet) {
        PacketId id = PacketId.of(walk);
        Entry entry = entries.get(id);
        if (entry == null) {
            entry = new Entry(id, packet.time(), flow.copy());
            entries.put(id, entry);
            byAge.add(entry);
        }
        if (walk.fragmentOffset() == 0 && !entry.isOfAnotherProtocol(flow)) {
            entry.flow = flow.copy();
            release(entry, flow);
        }
        if (entry.flow == null) {
            hold(entry, packet);
        } else {
            out.accept(entry.flow, packet);
        }
        while (entries.size() > MAX_PACKETS || heldNow > MAX_HELD || heldBytes > MAX_HELD_BYTES) {
            overflowed += dropOldest();
        }
    }

    private void hold(Entry entry, Packet packet) {
        entry.held.add(packet.copy());
        held++;
        heldNow++;
        heldBytes += packet.capturedLength();
    }

    private int release(Entry entry, FlowKey flow) {
        int released = entry.held.size();
        for (Packet packet : entry.held) {
            heldBytes -= packet.capturedLength();
            out.accept(flow, packet);
        }
        heldNow -= released;
        entry.held.clear();
        return released;
    }

    private int dropOldest() {
        Entry entry = byAge.remove();
        entries.remove(entry.id);
        return release(entry, entry.fallback);
    }

    /** Gives up the packets whose fragments were waited for too long, or since before the clock was set back. */
    void expire(long time) {
        while (!byAge.isEmpty() && Math.abs(time - byAge.peek().openedAt) >= EXPIRY) {
            expired += dropOldest();
        }
    }

    /** Hands on all that is held. */
    void releaseAll() {
        while (!byAge.isEmpty()) {
            expired += dropOldest();
        }
    }

    /** The earliest time of a fragment that is held; {@link Long#MAX_VALUE} where none is. */
    long earliest() {
        long earliest = Long.MAX_VALUE;
        for (Entry entry : byAge) {
            for (Packet packet : entry.held) {
                earliest = Math.min(earliest, packet.time());
            }
        }
        return earliest;
    }

    /** Fragments that came before their packet's first one. */
    long held() {
        return held;
    }

    /** Of these, how many went without ports because no first one came in time. */
    long expired() {
        return expired;
    }

    /** Of these, how many went without ports because too much was held. */
    long overflowed() {
        return overflowed;
    }
}
