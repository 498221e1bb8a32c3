package io.brook.analysis.protocol.dns;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Questions that wait for their answers, or answers that wait for their questions, first come, first served. When there are too
 * many, all of them are given up, since what they wait for is unlikely to come.
 */
final class DnsPendingMessages {
    /**
     * How many transaction numbers may wait, and how many messages of each: Zeek's DNS::max_pending_query_ids and
     * max_pending_msgs.
     */
    private static final int MAX_IDS = 50;

    private static final int MAX_OF_ONE_ID = 50;

    /** How many bytes may wait; Zeek has no such limit. */
    static final int MAX_SIZE = 1 << 20;

    private final Map<Integer, Deque<DnsTransaction>> byId = new LinkedHashMap<>();
    private long size;

    /** @param givenUp is told of those that wait no longer */
    void add(DnsTransaction transaction, Consumer<DnsTransaction> givenUp) {
        Deque<DnsTransaction> sameId = byId.get(transaction.id);
        if (sameId == null && byId.size() > MAX_IDS) {
            giveUpAll(givenUp);
        } else if (sameId != null && sameId.size() > MAX_OF_ONE_ID) {
            for (DnsTransaction first = take(transaction.id); first != null; first = take(transaction.id)) {
                givenUp.accept(first);
            }
        }
        size += transaction.weigh();
        byId.computeIfAbsent(transaction.id, id -> new ArrayDeque<>(2)).add(transaction);
    }

    /** A waiting message has grown. If all together are too large now, all of them are given up. */
    void grown(DnsTransaction transaction, Consumer<DnsTransaction> givenUp) {
        size += transaction.weigh();
        if (size > MAX_SIZE) {
            giveUpAll(givenUp);
        }
    }

    /** Removes the message of this number that has waited longest; null when there is none. */
    DnsTransaction take(int id) {
        Deque<DnsTransaction> sameId = byId.get(id);
        if (sameId == null) {
            return null;
        }
        DnsTransaction first = sameId.poll();
        size -= first.weight;
        if (sameId.isEmpty()) {
            byId.remove(id);
        }
        return first;
    }

    /** Removes any message that is the first of its number; null when there is none. */
    DnsTransaction takeAny() {
        return byId.isEmpty() ? null : take(byId.keySet().iterator().next());
    }

    /** None waits any longer. */
    void giveUpAll(Consumer<DnsTransaction> givenUp) {
        for (Deque<DnsTransaction> sameId : byId.values()) {
            sameId.forEach(givenUp);
        }
        byId.clear();
        size = 0;
    }
}
