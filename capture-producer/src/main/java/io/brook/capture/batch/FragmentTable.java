package io.brook.capture.batch;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.record.FragmentedPacket;
import io.brook.schemas.record.HeldFragment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Gives each fragment the flow of its packet's first fragment, the only one with ports. Fragments that come before it are held
 * back until it comes, and then passed on before it, in their order. If it does not come, or too much is held, they go to the flow
 * with their addresses and protocol but no ports.
 */
final class FragmentTable {
    /** How long a packet's fragments are waited for, in packet time: as long as Linux waits. */
    static final long EXPIRY = 30_000_000_000L;

    /** How many packets with fragments are remembered at once. */
    static final int MAX_PACKETS = 4096;

    /** How many fragments are held back at once. */
    static final int MAX_HELD = 1024;

    /** Their bytes. */
    static final long MAX_HELD_BYTES = 4 << 20;

    /** {@link #MAX_PACKETS} of a spool's table, which has to fit into one record when it is saved. */
    static final int MAX_SAVED_PACKETS = 2048;

    /** {@link #MAX_HELD_BYTES} of a spool's table. */
    static final long MAX_SAVED_BYTES = 256 << 10;

    /**
     * What a packet's fragments have in common. Not the protocol: fragments that disagree about it are reassembled nevertheless, as in
     * Zeek, so they must stay together. Comparable for the same reason as {@link FlowKey}.
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
        /** The flow of the first fragment seen: it has no ports unless the packet's first fragment came first. */
        private final FlowKey fallback;
        /** Null until the first fragment has come. */
        private FlowKey flow;

        private final List<Packet> held = new ArrayList<>(0);

        Entry(PacketId id, long openedAt, FlowKey fallback) {
            this.id = id;
            this.openedAt = openedAt;
            this.fallback = fallback;
        }

        /** Whether the packet's flow is known, and another first fragment contradicts it. */
        private boolean isOfAnotherProtocol(FlowKey key) {
            return flow != null && flow.protocol() != key.protocol();
        }
    }

    private final BiConsumer<FlowKey, Packet> out;
    private final int maxPackets;
    private final long maxHeldBytes;
    private final Map<PacketId, Entry> entries = new HashMap<>();
    private final ArrayDeque<Entry> byAge = new ArrayDeque<>();
    private int heldNow;
    private long heldBytes;
    private long held;
    private long expired;
    private long overflowed;

    /** @param out takes each fragment with its flow; it must not keep either of them */
    FragmentTable(BiConsumer<FlowKey, Packet> out) {
        this(out, MAX_PACKETS, MAX_HELD_BYTES);
    }

    private FragmentTable(BiConsumer<FlowKey, Packet> out, int maxPackets, long maxHeldBytes) {
        this.out = out;
        this.maxPackets = maxPackets;
        this.maxHeldBytes = maxHeldBytes;
    }

    /** A table that can be saved, with the state of a saved one. */
    static FragmentTable ofSaved(BiConsumer<FlowKey, Packet> out, List<FragmentedPacket> saved) {
        FragmentTable table = new FragmentTable(out, MAX_SAVED_PACKETS, MAX_SAVED_BYTES);
        saved.forEach(table::restore);
        return table;
    }

    private void restore(FragmentedPacket saved) {
        PacketId id = new PacketId(
                saved.getSourceHigh(),
                saved.getSourceLow(),
                saved.getTargetHigh(),
                saved.getTargetLow(),
                saved.getId());
        Entry entry = new Entry(
                id, saved.getOpenedAt(), FlowKey.decode(saved.getFallback().array()));
        entry.flow =
                saved.getFlow() == null ? null : FlowKey.decode(saved.getFlow().array());
        for (HeldFragment each : saved.getHeld()) {
            byte[] data = each.getData().array();
            int captured = data.length + each.getTrimmedLength();
            Packet packet = new Packet();
            packet.set(
                    each.getLinkType(),
                    each.getTime(),
                    Arrays.copyOf(data, captured),
                    0,
                    captured,
                    each.getOriginalLength());
            packet.trim(each.getTrimmedLength());
            hold(entry, packet);
        }
        entries.put(id, entry);
        byAge.add(entry);
    }

    /** The state for {@link #ofSaved}. */
    List<FragmentedPacket> save() {
        return byAge.stream().map(FragmentTable::save).toList();
    }

    private static FragmentedPacket save(Entry entry) {
        PacketId id = entry.id;
        return new FragmentedPacket(
                id.sourceHigh,
                id.sourceLow,
                id.targetHigh,
                id.targetLow,
                id.id,
                entry.openedAt,
                ByteBuffer.wrap(entry.fallback.encode("")),
                entry.flow == null ? null : ByteBuffer.wrap(entry.flow.encode("")),
                entry.held.stream().map(FragmentTable::save).toList());
    }

    private static HeldFragment save(Packet packet) {
        return new HeldFragment(
                packet.linkType(),
                packet.time(),
                ByteBuffer.wrap(packet.buffer(), packet.offset(), packet.capturedLength()),
                packet.originalLength(),
                packet.trimmedLength());
    }

    /**
     * Processes a fragment.
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
        while (entries.size() > maxPackets || heldNow > MAX_HELD || heldBytes > maxHeldBytes) {
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

    /** Gives up packets whose fragments have waited too long, or since before the clock was set back. */
    void expire(long time) {
        while (!byAge.isEmpty() && Math.abs(time - byAge.peek().openedAt) >= EXPIRY) {
            expired += dropOldest();
        }
    }

    /** Passes on everything that is held. */
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
