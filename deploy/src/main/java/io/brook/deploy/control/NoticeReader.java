package io.brook.deploy.control;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the notices of a cluster: those that are there, and those that come. */
public final class NoticeReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Comparator<NoticeLog> ORDER =
            Comparator.comparingLong(NoticeLog::getTs).thenComparing(NoticeLog::getNote);

    private final KafkaConsumer<byte[], NoticeLog> consumer;

    /** @param client the settings that clients connect with */
    public NoticeReader(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(
                settings,
                new ByteArrayDeserializer(),
                RecordSerde.of(NoticeLog.class).deserializer());
        String topic = Names.of(client).of(Topics.log(LogStream.of(new NoticeLog())));
        List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Those that are there, in the order of their times. */
    public List<NoticeLog> present() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<NoticeLog> notices = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            notices.addAll(next());
        }
        notices.sort(ORDER);
        return notices;
    }

    /** Those that have come meanwhile, in the order of their times; waits a little for them. */
    public List<NoticeLog> next() {
        List<NoticeLog> notices = new ArrayList<>();
        for (ConsumerRecord<byte[], NoticeLog> record : consumer.poll(POLL)) {
            if (record.value() != null) {
                notices.add(record.value());
            }
        }
        notices.sort(ORDER);
        return notices;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
