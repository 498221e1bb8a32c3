package io.brook.capture.spool;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.HeaderFault;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.record.SeenPacket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds packets that another link has already had: those with the same bytes from the IP header on, except what routers change: type of
 * service, hop limit, and the header's checksum. Packets other than IP must be identical as a whole. A packet that the same link has
 * twice was sent twice.
 */
final class Duplicates {
    /** All are saved with the position, in one record. */
    static final int MAX_SEEN = 8192;

    private static final int IPV4_HEADER = 20;
    private static final int[] IPV4_CHANGED = {1, 8, 10, 11};
    private static final int IPV6_HEADER = 40;
    private static final int IPV6_HOPS = 7;

    private record Digest(long high, long low) {}

    /** How many of a packet each link has had, and when the last one came. */
    private static final class Seen {
        private final int[] counts;
        private long time;

        Seen(int links) {
            counts = new int[links];
        }
    }

    private final long window;
    private final int links;
    private final HeaderWalk walk = new HeaderWalk();
    private final MessageDigest sha;
    private final byte[] header = new byte[IPV6_HEADER];
    /** In the order in which they were last seen. */
    private final Map<Digest, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

    private long count;

    /**
     * @param window how far apart the same packet of two links may be
     * @param before from where this goes on
     */
    Duplicates(Duration window, int links, SpoolPosition before) {
        this.window = window.toNanos();
        this.links = links;
        count = before.duplicates();
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
        before.seen().forEach(this::restore);
    }

    private void restore(SeenPacket saved) {
        if (saved.getCounts().size() == links) {
            Seen packet = new Seen(links);
            packet.time = saved.getTime();
            Arrays.setAll(packet.counts, saved.getCounts()::get);
            seen.put(new Digest(saved.getHigh(), saved.getLow()), packet);
        }
    }

    /** Whether another link has had this packet more often than this link. */
    boolean isDuplicate(int link, Packet packet) {
        forget(packet.time());
        Seen same = seen.computeIfAbsent(digest(packet), key -> new Seen(links));
        same.time = packet.time();
        int before = same.counts[link]++;
        boolean duplicate = hasOther(same.counts, link, before + 1);
        count += duplicate ? 1 : 0;
        return duplicate;
    }

    private static boolean hasOther(int[] counts, int link, int least) {
        for (int i = 0; i < counts.length; i++) {
            if (i != link && counts[i] >= least) {
                return true;
            }
        }
        return false;
    }

    private void forget(long time) {
        Iterator<Seen> oldest = seen.values().iterator();
        while (oldest.hasNext()) {
            long age = Math.abs(time - oldest.next().time);
            if (age <= window && seen.size() < MAX_SEEN) {
                return;
            }
            oldest.remove();
        }
    }

    private Digest digest(Packet packet) {
        byte[] bytes = packet.buffer();
        int start = packet.offset();
        int end = start + packet.capturedLength();
        walk.walk(packet.linkType(), bytes, start, packet.capturedLength(), packet.originalLength());
        if (!walk.hasNext() && (walk.fault() == HeaderFault.NONE || walk.fault().isAfterIp())) {
            start = walk.ipOffset();
            end = Math.min(end, start + walk.ipLength());
            int length = Math.min(end - start, walk.ipVersion() == 4 ? IPV4_HEADER : IPV6_HEADER);
            System.arraycopy(bytes, start, header, 0, length);
            clear(length);
            sha.update(header, 0, length);
            start += length;
        }
        sha.update(bytes, start, end - start);
        ByteBuffer digest = ByteBuffer.wrap(sha.digest());
        return new Digest(digest.getLong(), digest.getLong());
    }

    private void clear(int length) {
        if (length == IPV4_HEADER) {
            for (int changed : IPV4_CHANGED) {
                header[changed] = 0;
            }
        } else if (length == IPV6_HEADER) {
            header[0] &= (byte) 0xf0;
            header[1] &= 0x0f;
            header[IPV6_HOPS] = 0;
        }
    }

    /** Packets that were left out. */
    long count() {
        return count;
    }

    /** All that is needed to go on. */
    List<SeenPacket> save() {
        List<SeenPacket> saved = new ArrayList<>();
        seen.forEach((digest, packet) -> saved.add(new SeenPacket(
                packet.time,
                digest.high,
                digest.low,
                Arrays.stream(packet.counts).boxed().toList())));
        return saved;
    }
}
