package io.brook.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.Shelf;
import io.brook.schemas.store.SnapshotFigures;
import io.brook.schemas.store.SnapshotStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * State on the heap is as exact as Kafka's transactions, because it is saved by what Kafka Streams calls before a commit. If a
 * newer version of Kafka calls that later, or not at all, this fails: the counts of a task that breaks down begin anew.
 */
@Timeout(600)
class SnapshotStoreTest {
    private static final String STORE = "counts";
    private static final String APPLICATION = "counting";
    private static final int KEYS = 20;
    /** So many records are published at once, and the next ones when these are counted and committed. */
    private static final int PART = 1_000;

    private static final int PARTS = 3;

    /** The records that break a task down when they are seen first: each in the middle of a part, with commits before it. */
    private final Queue<Long> breaksDownAt =
            new ConcurrentLinkedQueue<>(List.of(PART + PART / 2L, 2 * PART + PART / 2L));

    @TempDir
    private Path directory;

    @Test
    void countsEachRecordOnceThoughTheTaskBreaksDownAgainAndAgain() throws Exception {
        SnapshotFigures figures = new SnapshotFigures();
        assertThat(wrongCounts(SnapshotStore.builder(STORE, figures), SavingCounter::new))
                .isZero();
        assertThat(figures.saves()).isPositive();
        assertThat(figures.bytes()).isPositive();
        assertThat(figures.nanos()).isPositive();
    }

    @Test
    void countsEachRecordOnceOnTheShelfToo() throws Exception {
        assertThat(wrongCounts(SnapshotStore.builder(STORE, new SnapshotFigures()), ShelvingCounter::new))
                .isZero();
    }

    /** The control, without which the test above could not be trusted to fail. */
    @Test
    void losesCountsThatAreSavedOnlyWhenTheStoreIsToldToCommit() throws Exception {
        assertThat(wrongCounts(new LateStore.Builder(STORE), LateCounter::new)).isPositive();
    }

    /** Says of each record how many of its key there were, and breaks down twice, whatever is processed again. */
    private abstract class Counter implements Processor<String, Long, String, Long> {
        private ProcessorContext<String, Long> context;

        @Override
        public void init(ProcessorContext<String, Long> taskContext) {
            context = taskContext;
        }

        @Override
        public void process(Record<String, Long> each) {
            if (each.value().equals(breaksDownAt.peek())) {
                breaksDownAt.remove();
                throw new IllegalStateException("breaks down");
            }
            context.forward(each.withValue(count(each.key())));
        }

        abstract long count(String key);
    }

    private final class SavingCounter extends Counter {
        private SnapshotStore store;
        private SavedMaps maps;
        private SavedMap<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            store = context.getStateStore(STORE);
            maps = new SavedMaps(store.open(sink -> maps.save(sink)));
            counts = maps.map("sensor", "counts", Codec.STRING, Codec.LONG);
        }

        @Override
        long count(String key) {
            Long before = counts.get(key);
            counts.put(key, before == null ? 1 : before + 1);
            return counts.get(key);
        }

        @Override
        public void close() {
            store.release();
        }
    }

    /** Keeps the counts themselves on disk. */
    private final class ShelvingCounter extends Counter {
        private SnapshotStore store;
        private SavedMaps maps;
        private Shelf shelf;
        private SavedMap<String, Long> known;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            store = context.getStateStore(STORE);
            maps = new SavedMaps(store.open(sink -> maps.save(sink)));
            shelf = store.shelf();
            known = maps.map("sensor", "known", Codec.STRING, Codec.LONG);
        }

        @Override
        long count(String key) {
            long place = key.hashCode();
            long count = known.get(key) == null ? 1 : Codec.LONG.decode(shelf.get("sensor", place)) + 1;
            known.put(key, place);
            shelf.put("sensor", place, Codec.LONG.encode(count));
            return count;
        }

        @Override
        public void close() {
            store.release();
        }
    }

    private final class LateCounter extends Counter {
        private Map<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            LateStore store = context.getStateStore(STORE);
            counts = store.open();
        }

        @Override
        long count(String key) {
            return counts.merge(key, 1L, Long::sum);
        }
    }

    /** How many of the committed counts are not the next ones of their keys. */
    private long wrongCounts(StoreBuilder<?> store, ProcessorSupplier<String, Long, String, Long> counter)
            throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            Map<String, Object> client = broker.clientConfig();
            try (Admin admin = Admin.create(client)) {
                TopicSetup.create(admin, List.of(topic("in"), topic("out")));
            }
            Topology topology = new Topology()
                    .addSource("source", new StringDeserializer(), new LongDeserializer(), "in")
                    .addProcessor("count", counter, "source")
                    .addStateStore(store, "count")
                    .addSink("sink", "out", new StringSerializer(), new LongSerializer(), "count");
            try (Counts counts = new Counts(client)) {
                publish(client, 0);
                while (counts.seen < PARTS * PART) {
                    run(topology, client, counts);
                    leaveGroup(client);
                }
                assertThat(breaksDownAt).isEmpty();
                return counts.wrong;
            }
        }
    }

    /** Runs until all is counted, or a task breaks down. */
    private void run(Topology topology, Map<String, Object> client, Counts counts) {
        AtomicBoolean broken = new AtomicBoolean();
        try (KafkaStreams streams = new KafkaStreams(topology, properties(client))) {
            streams.setUncaughtExceptionHandler(failure -> {
                broken.set(true);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            while (!broken.get() && counts.seen < PARTS * PART) {
                int part = counts.seen / PART;
                counts.read();
                if (counts.seen / PART > part && counts.seen < PARTS * PART) {
                    publish(client, counts.seen / PART);
                }
            }
        }
    }

    /** The next instance would wait until the session of the one that broke down is over. */
    private static void leaveGroup(Map<String, Object> client) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.removeMembersFromConsumerGroup(APPLICATION, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1);
    }

    private Properties properties(Map<String, Object> client) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Commits between the breakdowns.
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 10);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 50);
        return properties;
    }

    private static void publish(Map<String, Object> client, int part) {
        try (KafkaProducer<String, Long> producer =
                new KafkaProducer<>(client, new StringSerializer(), new LongSerializer())) {
            LongStream.range((long) part * PART, (part + 1L) * PART)
                    .forEach(i -> producer.send(new ProducerRecord<>("in", 0, "key" + i % KEYS, i)));
        }
    }

    /** The committed counts. */
    private static final class Counts implements AutoCloseable {
        private final KafkaConsumer<String, Long> consumer;
        private final Map<String, Long> last = new HashMap<>();
        private int seen;
        /** How many are not the next ones of their keys. */
        private long wrong;

        Counts(Map<String, Object> client) {
            Map<String, Object> settings = new HashMap<>(client);
            settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new LongDeserializer());
            TopicPartition out = new TopicPartition("out", 0);
            consumer.assign(List.of(out));
            consumer.seekToBeginning(List.of(out));
        }

        void read() {
            for (var each : consumer.poll(Duration.ofMillis(100))) {
                seen++;
                wrong += each.value() == last.getOrDefault(each.key(), 0L) + 1 ? 0 : 1;
                last.put(each.key(), each.value());
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
