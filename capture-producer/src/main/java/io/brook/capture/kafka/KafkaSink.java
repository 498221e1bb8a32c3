package io.brook.capture.kafka;

import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records of the topic {@code packets} together with how far each sensor has come, in transactions. A transaction begins with its
 * first record, may hold several sensors' records, and is aborted when this is closed before it is committed. Records are not waited
 * for one by one; if the broker refuses one, the next call of any method fails. After that nothing is sent any more, because a flow
 * with a hole in it is worse than none.
 */
public class KafkaSink implements AutoCloseable {
    /** How long closing may take. It tries to abort what was not committed, so that readers need not wait for it. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final Names names;
    private final String topic;
    private final String id;
    private final ProducerErrors errors;
    private final CommitPace pace;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final PacketIndex index;
    private final Callback onSent = (metadata, e) -> {
        if (e != null) {
            failure.compareAndSet(null, e);
        }
    };
    private Map<String, CaptureProgress> progress;
    private int partitions;
    private boolean open;
    private boolean whole = true;
    private boolean ending;

    /** @throws PublishException when Kafka's client refuses the settings */
    public KafkaSink(Map<String, Object> kafka, String node, CommitPace pace) {
        this.kafka = kafka;
        this.pace = pace;
        names = Names.of(kafka);
        topic = names.of(Topics.PACKETS);
        index = new PacketIndex(names, "");
        id = ProducerSettings.transactionalId(names, node);
        errors = new ProducerErrors(kafka, node);
        try {
            producer = new KafkaProducer<>(
                    ProducerSettings.of(kafka, node), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw errors.exception(e);
        }
    }

    /** The number of partitions that the topic packets has. */
    public int partitions() {
        connect();
        return partitions;
    }

    /** How far a sensor has come, by its last transaction or by this one. */
    public Optional<CaptureProgress> progress(String sensor) {
        connect();
        return Optional.ofNullable(progress.get(sensor));
    }

    /** Whether Kafka could be reached. */
    public boolean isConnected() {
        return progress != null;
    }

    /** Aborts what a previous process may have left open, and only then reads what it has committed. */
    private void connect() {
        if (progress != null) {
            return;
        }
        run(() -> {
            producer.initTransactions();
            partitions = producer.partitionsFor(topic).size();
            progress = CommittedProgress.read(kafka);
        });
    }

    /**
     * Sends a record after all that were sent before it for the same partition.
     *
     * @param span what it covers, for the index
     */
    public void send(int partition, byte[] key, byte[] value, PacketSpan span) {
        whole = false;
        send(new ProducerRecord<>(topic, partition, key, value), (metadata, e) -> {
            onSent.onCompletion(metadata, e);
            if (e == null) {
                index.acknowledged(partition, metadata.offset(), span);
            }
        });
        pace.sent(key.length + value.length);
        ending |= span.ended();
    }

    /** Writes the end of a sensor to the topic progress, for tasks that have lost their own record of it. */
    public void tell(Progress end) {
        String told = names.of(Topics.PROGRESS);
        send(new ProducerRecord<>(
                told,
                RecordSerde.of(SubjectKey.class).serializer().serialize(told, Stage.key(end)),
                RecordSerde.of(Progress.class).serializer().serialize(told, end)));
    }

    /** Writes how far a sensor has come with the records sent so far. */
    public void tell(CaptureProgress now) {
        SubjectKey key = new SubjectKey(now.getSensor(), CommittedProgress.SUBJECT);
        String told = names.of(Topics.CAPTURE_PROGRESS);
        send(new ProducerRecord<>(
                told,
                CommittedProgress.PARTITION,
                RecordSerde.of(SubjectKey.class).serializer().serialize(told, key),
                RecordSerde.of(CaptureProgress.class).serializer().serialize(told, now)));
        progress.put(now.getSensor(), now);
        whole = true;
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        send(record, onSent);
    }

    private void send(ProducerRecord<byte[], byte[]> record, Callback sent) {
        run(() -> {
            if (!open) {
                producer.beginTransaction();
                open = true;
                pace.begin();
            }
            producer.send(record, sent);
        });
    }

    /** Whether the open transaction, if there is one, is old or large enough. */
    public boolean isCommitDue() {
        return open && pace.isDue();
    }

    /** To be called before a commit after which nothing may come for a while: the index is to cover all that was sent. */
    public void settle() {
        run(producer::flush);
        index.takeAll().forEach(this::send);
    }

    /**
     * Commits what was sent, and returns when readers can see it. Each sensor with new records must have written its progress
     * since.
     */
    public void commit() {
        if (ending) {
            settle();
            ending = false;
        } else {
            index.take().forEach(this::send);
        }
        run(() -> {
            if (open) {
                producer.commitTransaction();
                open = false;
            }
        });
    }

    /** Notes that a sensor's records have broken off, for a known reason: if its progress is not written yet, nothing can be committed. */
    public void breakOff() {
        if (!whole) {
            failure.compareAndSet(null, new KafkaException("a capture has broken off"));
        }
    }

    private void run(Runnable call) {
        check();
        try {
            call.run();
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        check();
    }

    private void check() {
        Exception e = failure.get();
        if (e != null) {
            throw ProducerErrors.isFenced(e) && hasTimedOut() ? errors.timedOut(e) : errors.exception(e);
        }
    }

    /** Whether the last transaction of this node was aborted; if another process had taken over, it would have continued. */
    private boolean hasTimedOut() {
        try (Admin admin = Admin.create(kafka)) {
            TransactionState state = admin.describeTransactions(List.of(id))
                    .description(id)
                    .get()
                    .state();
            return state == TransactionState.COMPLETE_ABORT || state == TransactionState.PREPARE_ABORT;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Closes the connection. What was not committed is lost; an unreported failure concerns only that. */
    @Override
    public void close() {
        try {
            producer.close(CLOSING);
        } catch (KafkaException e) {
            // Nothing that was promised depends on it.
        }
    }
}
