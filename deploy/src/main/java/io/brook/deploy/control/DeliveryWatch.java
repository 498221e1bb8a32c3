package io.brook.deploy.control;

import io.brook.schemas.serde.DeadLetterHeaders;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What becomes of a notice in the topic deliveries: by the offsets of the groups that deliver, the metadata with them, and the topic
 * dead-letters, from when the watch began.
 */
public final class DeliveryWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int HEXADECIMAL = 16;

    private final Names names;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> letters;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    /**
     * Somebody who gets notices.
     *
     * @param group the group that delivers to it, without the prefix of the cluster's names
     * @param name an address, or what a webhook is called
     * @param place its place among those to whom the group delivers the notice
     */
    public record Receiver(String group, String name, int place) {}

    /** What has become of it. */
    public enum State {
        WAITS,
        IS_REFUSED,
        TAKEN,
        GIVEN_UP
    }

    /**
     * What has become of it for a receiver.
     *
     * @param why it was given up; empty otherwise
     */
    public record Report(State state, String why) {}

    /** @param client the settings that clients connect with */
    public DeliveryWatch(Map<String, Object> client) {
        names = Names.of(client);
        admin = Admin.create(client);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        letters = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        String topic = names.of(Topics.DEAD_LETTERS);
        List<TopicPartition> all = letters.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        letters.assign(all);
        letters.seekToEnd(all);
        all.forEach(letters::position);
    }

    /**
     * What has become of a notice for a receiver.
     *
     * @throws ExecutionException when the brokers do not say
     */
    public Report of(RecordMetadata notice, Receiver receiver) throws ExecutionException, InterruptedException {
        OffsetAndMetadata committed = admin.listConsumerGroupOffsets(names.of(receiver.group()))
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(notice.topic(), notice.partition()));
        State state = committed == null ? State.WAITS : state(committed, notice.offset(), receiver.place());
        // A dead letter is there before the offset is committed.
        look();
        for (ConsumerRecord<byte[], byte[]> letter : seen) {
            if (header(letter, DeadLetterHeaders.TOPIC).equals(notice.topic())
                    && header(letter, DeadLetterHeaders.OFFSET).equals(Long.toString(notice.offset()))
                    && List.of(header(letter, DeadLetterHeaders.RECEIVER).split(", "))
                            .contains(receiver.name())) {
                return new Report(State.GIVEN_UP, header(letter, DeadLetterHeaders.MESSAGE));
            }
        }
        return new Report(state, "");
    }

    /** Reads what has been given up by now. */
    private void look() {
        Map<TopicPartition, Long> ends = letters.endOffsets(letters.assignment());
        while (ends.entrySet().stream().anyMatch(end -> letters.position(end.getKey()) < end.getValue())) {
            letters.poll(POLL).forEach(seen::add);
        }
    }

    /** By the words that mailers and posters leave with their offsets: how far they are, and who waits for which notice. */
    static State state(OffsetAndMetadata committed, long offset, int place) {
        String[] words = committed.metadata().split(" ");
        long read = words[0].isEmpty() ? committed.offset() : Long.parseLong(words[0]);
        if (read <= offset) {
            return State.WAITS;
        }
        for (int i = 1; i < words.length; i++) {
            String[] entry = words[i].split(":");
            if (entry[0].equals(Long.toString(offset)) && new BigInteger(entry[1], HEXADECIMAL).testBit(place)) {
                return State.IS_REFUSED;
            }
        }
        return State.TAKEN;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        letters.close();
        admin.close();
    }
}
