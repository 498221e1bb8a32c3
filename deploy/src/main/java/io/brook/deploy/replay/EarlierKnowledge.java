package io.brook.deploy.replay;

import io.brook.schemas.log.X509Log;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.subject.News;
import io.brook.schemas.subject.Report;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.SubjectPartitioning;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the stages of a replay are to know from the day before it: hosts, services, software and certificates that are no news any more,
 * and notices that suppress others. It is what was reported to the same stages then, told again, before the replay begins.
 */
final class EarlierKnowledge {
    private final Map<String, Object> source;
    private final Map<String, Object> replay;
    private final Slice slice;
    private final AtomicLong told = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param source the settings that clients of the cluster connect with
     * @param replay those of the replay
     */
    EarlierKnowledge(Map<String, Object> source, Map<String, Object> replay, ReplayPlan plan) {
        this.source = source;
        this.replay = replay;
        slice = Slice.of(plan);
    }

    /**
     * Tells it to the replay's stages. Returns when Kafka has it.
     *
     * @return how many reports it is
     * @throws KafkaException when Kafka refuses it
     */
    long tell() {
        if (slice.begin() == Long.MIN_VALUE) {
            return 0;
        }
        // A record is published after its packets were captured, so none of the day has an earlier timestamp.
        long since = TimeUnit.NANOSECONDS.toMillis(slice.begin() - News.EXPIRY);
        TopicContents topics = new TopicContents(source);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(replay, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Topic topic : List.of(Topics.OBSERVATIONS, Topics.EVIDENCE, Topics.NOTICES)) {
                int partitions =
                        producer.partitionsFor(Names.of(replay).of(topic)).size();
                topics.readSince(
                        Names.of(source).of(topic), since, record -> tell(topic, record, partitions, producer));
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new KafkaException(failure.get());
        }
        return told.get();
    }

    private void tell(
            Topic topic, ConsumerRecord<byte[], byte[]> record, int partitions, Producer<byte[], byte[]> producer) {
        if (!(TopicContents.value(record) instanceof SpecificRecord found) || !isKnowledge(topic, found)) {
            return;
        }
        Report report = new Report("", found);
        boolean lastDay = slice.begin() - News.EXPIRY <= report.time() && report.time() < slice.begin();
        if (lastDay && slice.until().containsKey(report.sensor())) {
            String name = Names.of(replay).of(topic);
            SubjectKey subject = RecordSerde.of(SubjectKey.class).deserializer().deserialize(name, record.key());
            ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(
                    name,
                    SubjectPartitioning.partition(subject, partitions),
                    record.key(),
                    RecordSerde.of(SpecificRecord.class).serializer().serialize(name, found));
            producer.send(again, (metadata, e) -> failure.compareAndSet(null, e));
            told.incrementAndGet();
        }
    }

    /** Of evidence only what is logged once a day; the rest counts for minutes, which is what a lead is for. */
    private static boolean isKnowledge(Topic topic, SpecificRecord found) {
        if (found instanceof Progress || found instanceof Rhythm) {
            return false;
        }
        return !topic.equals(Topics.EVIDENCE) || found instanceof X509Log;
    }
}
