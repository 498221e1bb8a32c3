package io.brook.notice.mail;

import io.brook.schemas.log.NoticeLog;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The notices of one partition that some of their recipients have not received yet, because the server refused them temporarily. Other
 * mail goes on meanwhile. This is kept with the group's offset: the offset is that of the oldest notice that waits, and its metadata
 * says which recipients wait for which notice, and from where on nothing was mailed at all. So a mailer that restarts mails nobody
 * twice.
 *
 * <p>The metadata is {@code next offset:who offset:who ... @hash:offset ...}, where {@code who} has in hexadecimal a bit for each place
 * among all recipients, and {@code hash} is that of a recipient for whom everything from an offset on is held (see {@code Throttle}).
 * Brokers take 4,096 bytes of it; {@link #MAX_WAITING} notices with 100 recipients each, and {@link #MAX_HELD} recipients, need less.
 */
final class Undelivered {
    /** More are given up, the oldest first. */
    static final int MAX_WAITING = 64;

    /** For so many recipients notices are held at the same time. */
    static final int MAX_HELD = 32;

    private static final char HELD = '@';
    private static final int HEXADECIMAL = 16;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Function<NoticeLog, List<String>> all;
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    /** The state of an earlier mailer: bits of places, by offset. */
    private final Map<Long, BigInteger> left = new LinkedHashMap<>();
    /** The state of an earlier mailer: the first offset that is held for a recipient, by hash. */
    private final Map<String, Long> held = new LinkedHashMap<>();
    /** Notices below it have gone to all their recipients, except those in {@link #left} and {@link #held}. */
    private long mailedUntil;

    /** A notice, and who waits for it. */
    static final class Waiting {
        final ConsumerRecord<byte[], byte[]> record;
        final NoticeLog notice;
        List<String> recipients;
        private long dueMs;
        private Duration pause = FIRST_PAUSE;

        private Waiting(ConsumerRecord<byte[], byte[]> record, NoticeLog notice, List<String> recipients, long nowMs) {
            this.record = record;
            this.notice = notice;
            this.recipients = recipients;
            dueMs = nowMs + pause.toMillis();
        }

        private void again(long nowMs) {
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            dueMs = nowMs + pause.toMillis();
        }
    }

    /**
     * @param all the recipients of a notice
     * @param committed the group's offset; null when there is none
     */
    Undelivered(Function<NoticeLog, List<String>> all, OffsetAndMetadata committed) {
        this.all = all;
        if (committed != null && !committed.metadata().isEmpty()) {
            read(committed.metadata());
        }
    }

    private void read(String metadata) {
        String[] words = metadata.split(" ");
        mailedUntil = Long.parseLong(words[0]);
        for (int i = 1; i < words.length; i++) {
            String[] entry = words[i].split(":");
            if (words[i].charAt(0) == HELD) {
                held.put(entry[0].substring(1), Long.parseLong(entry[1]));
            } else {
                left.put(Long.parseLong(entry[0]), new BigInteger(entry[1], HEXADECIMAL));
            }
        }
    }

    /** The recipients of a notice that have not received it. */
    List<String> recipients(long offset, List<String> all) {
        if (offset >= mailedUntil) {
            return all;
        }
        BigInteger places = left.getOrDefault(offset, BigInteger.ZERO);
        return IntStream.range(0, all.size())
                .filter(place ->
                        places.testBit(place) || offset >= held.getOrDefault(hash(all.get(place)), Long.MAX_VALUE))
                .mapToObj(all::get)
                .toList();
    }

    /**
     * A notice was refused for some of its recipients.
     *
     * @param record in which the notice is
     * @return the notice that is given up to make room; null when there is room
     */
    Waiting add(ConsumerRecord<byte[], byte[]> record, NoticeLog notice, List<String> recipients, long nowMs) {
        waiting.put(record.offset(), new Waiting(record, notice, recipients, nowMs));
        return waiting.size() > MAX_WAITING ? waiting.pollFirstEntry().getValue() : null;
    }

    /** How many notices wait. */
    int size() {
        return waiting.size();
    }

    /** The notices to be tried again now, by offset. */
    Map<Long, Waiting> due(long nowMs) {
        Map<Long, Waiting> due = new TreeMap<>(waiting);
        due.values().removeIf(each -> each.dueMs > nowMs);
        return due;
    }

    /** @param recipients who still waits; nobody when empty */
    void tried(long offset, List<String> recipients, long nowMs) {
        if (recipients.isEmpty()) {
            waiting.remove(offset);
        } else {
            Waiting again = waiting.get(offset);
            again.recipients = recipients;
            again.again(nowMs);
        }
    }

    /** @see #position(long, Map) */
    OffsetAndMetadata position(long next) {
        return position(next, Map.of());
    }

    /**
     * What to commit when everything below an offset has been tried.
     *
     * @param holding the first offset that is held for a recipient, at most {@link #MAX_HELD}
     */
    OffsetAndMetadata position(long next, Map<String, Long> holding) {
        Map<String, Long> all = new TreeMap<>(next < mailedUntil ? held : Map.of());
        holding.forEach((recipient, offset) -> all.merge(hash(recipient), offset, Math::min));
        if (waiting.isEmpty() && all.isEmpty() && next >= mailedUntil) {
            return new OffsetAndMetadata(next);
        }
        long oldest = Math.min(next, waiting.isEmpty() ? next : waiting.firstKey());
        for (long offset : all.values()) {
            oldest = Math.min(oldest, offset);
        }
        StringBuilder metadata = new StringBuilder().append(Math.max(next, mailedUntil));
        waiting.forEach((offset, each) -> append(metadata, offset, places(each)));
        left.forEach((offset, places) -> {
            if (offset >= next) {
                append(metadata, offset, places);
            }
        });
        all.forEach((hash, offset) ->
                metadata.append(' ').append(HELD).append(hash).append(':').append(offset));
        return new OffsetAndMetadata(oldest, metadata.toString());
    }

    private static String hash(String recipient) {
        return Integer.toHexString(recipient.hashCode());
    }

    private BigInteger places(Waiting waiting) {
        List<String> recipients = all.apply(waiting.notice);
        BigInteger places = BigInteger.ZERO;
        for (String recipient : waiting.recipients) {
            places = places.setBit(recipients.indexOf(recipient));
        }
        return places;
    }

    private static void append(StringBuilder metadata, long offset, BigInteger places) {
        metadata.append(' ').append(offset).append(':').append(places.toString(HEXADECIMAL));
    }
}
