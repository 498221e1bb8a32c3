package io.brook.analysis.file;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Pieces of a file that wait for what comes before them. They do not overlap: of what comes twice the first copy counts. */
final class Pieces {
    /** What a piece costs beside its bytes. */
    private static final int OVERHEAD = 80;

    private final TreeMap<Long, byte[]> byPosition = new TreeMap<>();
    private long bytes;

    boolean isEmpty() {
        return byPosition.isEmpty();
    }

    /** How many bytes wait. */
    long bytes() {
        return bytes;
    }

    /** How much memory they take, about. */
    long held() {
        return bytes + (long) OVERHEAD * byPosition.size();
    }

    /** Where the first piece begins. */
    long first() {
        return byPosition.firstKey();
    }

    /** Where the last piece ends. */
    long end() {
        Map.Entry<Long, byte[]> last = byPosition.lastEntry();
        return last.getKey() + last.getValue().length;
    }

    /** Takes the first piece out. */
    byte[] poll() {
        byte[] piece = byPosition.pollFirstEntry().getValue();
        bytes -= piece.length;
        return piece;
    }

    /** Keeps a copy of those of the bytes that are new. */
    void add(long position, byte[] data, int offset, int length) {
        long from = position;
        long to = position + length;
        Map.Entry<Long, byte[]> before = byPosition.floorEntry(position);
        if (before != null) {
            from = Math.max(from, before.getKey() + before.getValue().length);
        }
        // What lies between pieces that are there already is filled in one gap at a time.
        while (from < to) {
            Map.Entry<Long, byte[]> next = byPosition.ceilingEntry(from);
            long until = next == null ? to : Math.min(to, next.getKey());
            put(from, until, position, data, offset);
            from = next == null ? to : next.getKey() + next.getValue().length;
        }
    }

    private void put(long from, long until, long position, byte[] data, int offset) {
        if (from < until) {
            int start = offset + (int) (from - position);
            byte[] piece = Arrays.copyOfRange(data, start, start + (int) (until - from));
            byPosition.put(from, piece);
            bytes += piece.length;
        }
    }
}
