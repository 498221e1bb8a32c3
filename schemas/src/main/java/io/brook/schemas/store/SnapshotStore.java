package io.brook.schemas.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * The state of a stream task, which lives as objects on the heap: before each commit, and only then, the task's processor is asked
 * to save what has changed, in pieces. The pieces go to a changelog, in the transaction that also commits output and offsets. A task
 * that starts elsewhere finds all pieces here.
 *
 * <p>Among the methods of a store that Kafka Streams calls, {@link #flushCache} comes before the commit (found with 4.3.1; it is not
 * a public interface, and a test checks that it stays so).
 */
public final class SnapshotStore implements StateStore, CachedStateStore<Object, Object> {
    /** A setting of the application: {@code false} if nobody can take over its tasks, so that saving them would be of no use. */
    public static final String SAVE = "brook.save.state";

    /**
     * A setting of the application: {@code true} if a task that works may become a standby, which needs all pieces. Others do not keep
     * them beside the state itself.
     */
    public static final String KEEP = "brook.keep.pieces";

    /** The largest record that a broker accepts by default, less its overhead. */
    static final int MAX_RECORD = 512 * 1024;

    private final KeyValueStore<Bytes, byte[]> pieces;
    private final PieceStore inner;
    private final SnapshotFigures figures;
    private final StateSink sink = new Pieces();

    /** The records of a piece that is too large for one. */
    private final Map<Bytes, Integer> split = new HashMap<>();

    private boolean isRead = true;
    private boolean isKept;
    /** Is given what has changed before each commit. */
    private Consumer<StateSink> saver = nothing -> {};

    private SnapshotStore(KeyValueStore<Bytes, byte[]> pieces, PieceStore inner, SnapshotFigures figures) {
        this.pieces = pieces;
        this.inner = inner;
        this.figures = figures;
    }

    /**
     * Creates stores of this name, one for each task.
     *
     * @param figures what all of them count
     */
    public static StoreBuilder<SnapshotStore> builder(String name, SnapshotFigures figures) {
        PieceStore.Supplier supplier = new PieceStore.Supplier(name);
        return new Builder(
                Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled(),
                supplier,
                figures);
    }

    /**
     * Returns all pieces that have been saved and not removed. To be called once, when the processor starts.
     *
     * @param nextSaver is called before each commit
     * @throws IllegalStateException when the task has worked with this store before, and pieces are missing here
     */
    public Map<ByteBuffer, byte[]> open(Consumer<StateSink> nextSaver) {
        if (inner.hasWorked()) {
            throw new IllegalStateException(
                    "a task begins again without having been closed; its state is in its changelog: start the process again");
        }
        Map<ByteBuffer, byte[]> saved = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = pieces.all()) {
            all.forEachRemaining(each -> {
                byte[] key = each.key.get();
                ByteBuffer whole = ByteBuffer.wrap(key, 0, key.length - Integer.BYTES);
                // In the order of their keys, so that each continues the one before.
                byte[] before = saved.get(whole);
                if (before != null) {
                    split.merge(Bytes.wrap(Arrays.copyOf(key, key.length - Integer.BYTES)), 2, (n, two) -> n + 1);
                }
                saved.put(whole, before == null ? each.value : joined(before, each.value));
            });
        }
        if (!isKept) {
            inner.work();
        }
        saver = nextSaver;
        return saved;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Where the task puts what it need not have on the heap. */
    public Shelf shelf() {
        return new PieceShelf(pieces);
    }

    /** The processor ends, and saves nothing more. */
    public void release() {
        saver = nothing -> {};
    }

    /** Writes pieces in as many records as they need; the number of the record follows the key. */
    private final class Pieces implements StateSink {
        @Override
        public boolean isRead() {
            return isRead;
        }

        @Override
        public void put(byte[] key, byte[] value) {
            figures.piece(value.length);
            int records = Math.max(1, (value.length + MAX_RECORD - 1) / MAX_RECORD);
            if (records > 1 || !split.isEmpty()) {
                removeFrom(records, key);
                note(key, records);
            }
            if (records == 1) {
                pieces.put(record(key, 0), value);
                return;
            }
            for (int i = 0; i < records; i++) {
                int end = Math.min(value.length, (i + 1) * MAX_RECORD);
                pieces.put(record(key, i), Arrays.copyOfRange(value, i * MAX_RECORD, end));
            }
        }

        private void note(byte[] key, int records) {
            if (records > 1) {
                split.put(Bytes.wrap(key), records);
            } else {
                split.remove(Bytes.wrap(key));
            }
        }

        @Override
        public void remove(byte[] key) {
            removeFrom(1, key);
            split.remove(Bytes.wrap(key));
            pieces.delete(record(key, 0));
        }

        private void removeFrom(int first, byte[] key) {
            int records = split.getOrDefault(Bytes.wrap(key), 1);
            for (int i = first; i < records; i++) {
                pieces.delete(record(key, i));
            }
        }
    }

    private static Bytes record(byte[] key, int number) {
        return Bytes.wrap(ByteBuffer.allocate(key.length + Integer.BYTES)
                .put(key)
                .putInt(number)
                .array());
    }

    @Override
    public void flushCache() {
        long start = System.nanoTime();
        saver.accept(sink);
        figures.saved(System.nanoTime() - start);
    }

    /** The task becomes a standby; the processor has been closed, and everything that it has saved is here. */
    @Override
    public void clearCache() {
        release();
        split.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return pieces.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        isKept = Boolean.TRUE.equals(context.appConfigs().get(KEEP));
        isRead = !Boolean.FALSE.equals(context.appConfigs().get(SAVE));
        pieces.init(context, root);
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        pieces.commit(offsets);
    }

    @Override
    public void close() {
        clearCache();
        pieces.close();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return pieces.isOpen();
    }

    /** Wraps what Kafka Streams builds for the pieces. */
    private record Builder(
            StoreBuilder<KeyValueStore<Bytes, byte[]>> pieces, PieceStore.Supplier supplier, SnapshotFigures figures)
            implements StoreBuilder<SnapshotStore> {
        @Override
        public StoreBuilder<SnapshotStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<SnapshotStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<SnapshotStore> withLoggingEnabled(Map<String, String> config) {
            pieces.withLoggingEnabled(config);
            return this;
        }

        @Override
        public StoreBuilder<SnapshotStore> withLoggingDisabled() {
            pieces.withLoggingDisabled();
            return this;
        }

        @Override
        public SnapshotStore build() {
            synchronized (supplier) {
                KeyValueStore<Bytes, byte[]> built = pieces.build();
                return new SnapshotStore(built, supplier.last(), figures);
            }
        }

        @Override
        public Map<String, String> logConfig() {
            return pieces.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return pieces.loggingEnabled();
        }

        @Override
        public String name() {
            return pieces.name();
        }
    }
}
