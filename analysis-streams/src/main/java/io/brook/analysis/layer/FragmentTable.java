package io.brook.analysis.layer;

import io.brook.schemas.flow.Bytes;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Puts fragmented IP packets together (RFC 791, section 3.2; RFC 8200, section 4.5). Where fragments overlap, the first copy
 * counts.
 *
 * <p>Holds at most {@value #MAX_HELD} bytes; the packet whose first fragment is oldest goes when there would be more.
 */
public final class FragmentTable {
    /** The bound on what incomplete packets hold, in bytes. */
    public static final int MAX_HELD = 16 * 1024 * 1024;
    /** How long a packet may take to arrive, in nanoseconds: Zeek's frag_timeout. */
    private static final long TIMEOUT = TimeUnit.MINUTES.toNanos(5);

    private static final int MAX_PAYLOAD = 65535;
    private static final int UNIT = 8;
    /** A fragment that others follow has no reason to be shorter. */
    private static final int MIN_FRAGMENT = 64;
    /** A packet that ends beyond this is suspicious. */
    private static final int MAX_ACCEPTABLE = 64000;

    /** By addresses, version and id. Flow keys, which a map finds fast even when all hash alike. */
    private final Map<FlowKey, Pending> pending = new LinkedHashMap<>();

    private final FlowKey probe = new FlowKey();
    private final Set<FragmentWeird> oddities = EnumSet.noneOf(FragmentWeird.class);
    private long held;
    private long evicted;

    /**
     * Takes in a fragment that was captured whole.
     *
     * @param time nanoseconds since the epoch
     * @return the whole packet, headers included, if this fragment completes it; else null
     */
    public byte[] add(HeaderWalk fragment, byte[] bytes, long time) {
        oddities.clear();
        int from = fragment.fragmentOffset();
        int length = fragment.ipOffset() + fragment.ipLength() - startOf(fragment);
        if (fragment.dontFragment()) {
            oddities.add(FragmentWeird.FRAGMENT_WITH_DF);
        }
        if (fragment.moreFragments() && fragment.statedIpLength() < MIN_FRAGMENT) {
            oddities.add(FragmentWeird.EXCESSIVELY_SMALL_FRAGMENT);
        }
        if (from + length > MAX_ACCEPTABLE) {
            oddities.add(FragmentWeird.EXCESSIVELY_LARGE_FRAGMENT);
        }
        if (length <= 0 || from + length > MAX_PAYLOAD) {
            return null;
        }
        probe.set(
                fragment.ipVersion(),
                fragment.sourceHigh(),
                fragment.sourceLow(),
                fragment.fragmentId(),
                fragment.targetHigh(),
                fragment.targetLow(),
                0,
                true);
        Pending packet = pending.get(probe);
        if (packet != null && time - packet.start >= TIMEOUT) {
            forget(packet);
            packet = null;
        }
        if (packet == null) {
            packet = new Pending(time, fragment, bytes);
            pending.put(probe.copy(), packet);
            held += packet.size();
        }
        held -= packet.size();
        packet.add(fragment, bytes, length, oddities);
        held += packet.size();
        if (packet.isComplete()) {
            forget(packet);
            return packet.assemble();
        }
        evict();
        return null;
    }

    /** Where the fragment's bytes begin: in IPv6 with the extension headers behind the fragment header, if there are any. */
    private static int startOf(HeaderWalk fragment) {
        return fragment.ipVersion() == 4 ? fragment.payloadOffset() : fragment.fragmentHeader() + UNIT;
    }

    private void forget(Pending packet) {
        pending.remove(probe);
        held -= packet.size();
    }

    private void evict() {
        Iterator<Pending> oldest = pending.values().iterator();
        while (held > MAX_HELD && oldest.hasNext()) {
            held -= oldest.next().size();
            oldest.remove();
            evicted++;
        }
    }

    /** Forgets the packets that have taken too long at this time. */
    public void expire(long time) {
        Iterator<Pending> oldest = pending.values().iterator();
        while (oldest.hasNext()) {
            Pending packet = oldest.next();
            if (time - packet.start < TIMEOUT) {
                return;
            }
            held -= packet.size();
            oldest.remove();
        }
    }

    /** What was odd about the last fragment. */
    public Set<FragmentWeird> oddities() {
        return oddities;
    }

    /** How many packets went because too much was held. */
    public long evicted() {
        return evicted;
    }

    private static final class Pending {
        private static final int OVERHEAD = 256;
        private static final int UNKNOWN = -1;

        private final long start;
        private final BitSet have = new BitSet();
        private byte[] payload = new byte[0];
        /** The header of the fragment that came first, without the fragment header: as Zeek, whichever fragment it is. */
        private final byte[] header;
        /** Where in it stands what announces the protocol. */
        private final int announcement;

        private int total = UNKNOWN;
        private int protocol;
        private int highest;

        Pending(long start, HeaderWalk fragment, byte[] bytes) {
            this.start = start;
            header = unfragmentedHeader(fragment, bytes);
            announcement = fragment.ipVersion() == 4 ? 9 : fragment.fragmentHeaderAnnounced() - fragment.ipOffset();
            protocol = protocolOf(fragment, bytes);
        }

        private static int protocolOf(HeaderWalk fragment, byte[] bytes) {
            return fragment.ipVersion() == 4 ? fragment.protocol() : Bytes.u8(bytes, fragment.fragmentHeader());
        }

        int size() {
            return OVERHEAD + header.length + payload.length + have.size() / 8;
        }

        void add(HeaderWalk fragment, byte[] bytes, int length, Set<FragmentWeird> oddities) {
            int from = fragment.fragmentOffset();
            int start = startOf(fragment);
            noteProtocol(fragment, bytes, oddities);
            noteSize(from + length, !fragment.moreFragments(), oddities);
            highest = Math.max(highest, from + length);
            makeRoom(from + length);
            int units = (length + UNIT - 1) / UNIT;
            for (int i = 0; i < units; i++) {
                int unit = from / UNIT + i;
                int at = i * UNIT;
                int source = start + at;
                int size = Math.min(UNIT, length - at);
                if (!have.get(unit)) {
                    have.set(unit);
                    System.arraycopy(bytes, source, payload, from + at, size);
                } else {
                    boolean same = Arrays.equals(bytes, source, source + size, payload, from + at, from + at + size);
                    oddities.add(same ? FragmentWeird.FRAGMENT_OVERLAP : FragmentWeird.FRAGMENT_INCONSISTENCY);
                }
            }
            if (oddities.contains(FragmentWeird.FRAGMENT_INCONSISTENCY)) {
                oddities.remove(FragmentWeird.FRAGMENT_OVERLAP);
            }
        }

        /** All have the header of the one that came first; in IPv6 the packet's beginning says what it carries (RFC 8200, 4.5). */
        private void noteProtocol(HeaderWalk fragment, byte[] bytes, Set<FragmentWeird> oddities) {
            int next = protocolOf(fragment, bytes);
            if (next != protocol || lengthOfHeader(fragment) != header.length) {
                oddities.add(FragmentWeird.FRAGMENT_PROTOCOL_INCONSISTENCY);
            }
            if (fragment.ipVersion() == 6 && fragment.fragmentOffset() == 0) {
                protocol = next;
            }
        }

        /** Grows by half at least, or tiny fragments would have the whole packet copied for each. */
        private void makeRoom(int end) {
            if (payload.length < end) {
                int ample = Math.min(MAX_PAYLOAD, payload.length + payload.length / 2);
                payload = Arrays.copyOf(payload, Math.max(end, ample));
            }
        }

        /** The last fragment says how long the packet is; others may contradict it. */
        private void noteSize(int end, boolean isLast, Set<FragmentWeird> oddities) {
            if (total == UNKNOWN) {
                total = isLast ? end : UNKNOWN;
            } else if (end > total || isLast && end != total) {
                oddities.add(FragmentWeird.FRAGMENT_SIZE_INCONSISTENCY);
                total = Math.max(total, end);
            }
        }

        boolean isComplete() {
            return total != UNKNOWN && contiguous() >= total;
        }

        /** Up to where nothing is missing; beyond the last fragment where fragments contradict each other. */
        private int contiguous() {
            return Math.min(highest, have.nextClearBit(0) * UNIT);
        }

        /** The IP header's length without the fragment header. */
        private static int lengthOfHeader(HeaderWalk fragment) {
            int end = fragment.ipVersion() == 4 ? fragment.payloadOffset() : fragment.fragmentHeader();
            return end - fragment.ipOffset();
        }

        private static byte[] unfragmentedHeader(HeaderWalk fragment, byte[] bytes) {
            int start = fragment.ipOffset();
            byte[] header = Arrays.copyOfRange(bytes, start, start + lengthOfHeader(fragment));
            if (fragment.ipVersion() == 4) {
                header[6] = 0;
                header[7] = 0;
            }
            return header;
        }

        byte[] assemble() {
            int size = contiguous();
            byte[] whole = Arrays.copyOf(header, header.length + size);
            System.arraycopy(payload, 0, whole, header.length, size);
            whole[announcement] = (byte) protocol;
            boolean v4 = whole[0] >>> 4 == 4;
            int length = v4 ? whole.length : whole.length - 40;
            int at = v4 ? 2 : 4;
            whole[at] = (byte) (length >>> 8);
            whole[at + 1] = (byte) length;
            return whole;
        }
    }
}
