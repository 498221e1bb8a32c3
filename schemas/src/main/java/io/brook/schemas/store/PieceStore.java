package io.brook.schemas.store;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The saved pieces of one task, without their changelog: on the heap, but for those of its {@link Shelf}, which are in a temporary file.
 * Another process makes one of its own from the changelog.
 *
 * <p>A task that works has its state as objects, and reads these pieces only once, when it begins. From then on they need not be here: what
 * is put goes to the changelog only.
 */
final class PieceStore implements KeyValueStore<Bytes, byte[]> {
    /** What the keys of the shelf begin with. All others begin with a length, so that they come before these. */
    private static final int SHELF = -1;

    private final String name;
    private final NavigableMap<Bytes, byte[]> pieces = new TreeMap<>();
    private final Map<Bytes, PieceFile.Place> shelf = new HashMap<>();
    private final PieceFile file = new PieceFile();
    private final Position position = Position.emptyPosition();
    private boolean open;
    /** Whether what is put need not be kept, because the task works. */
    private boolean working;

    private PieceStore(String name) {
        this.name = name;
    }

    /** Makes stores, and knows the last one: what Kafka Streams builds of it hides it. */
    static final class Supplier implements KeyValueBytesStoreSupplier {
        private final String name;
        private PieceStore last;

        Supplier(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public PieceStore get() {
            last = new PieceStore(name);
            return last;
        }

        PieceStore last() {
            return last;
        }

        @Override
        public String metricsScope() {
            return "pieces";
        }
    }

    /** The task works from now on, and has read all pieces. */
    void work() {
        working = true;
        pieces.clear();
    }

    /** Whether the task has worked, so that pieces are missing here. */
    boolean hasWorked() {
        return working;
    }

    /** The key of something on the shelf. */
    static Bytes shelved(byte[] sensor, long number) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + sensor.length + Long.BYTES)
                .putInt(SHELF)
                .put(sensor)
                .putLong(number)
                .array());
    }

    private static boolean isShelved(Bytes key) {
        return key.get().length >= Integer.BYTES && ByteBuffer.wrap(key.get()).getInt() == SHELF;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, this::put);
        working = false;
        open = true;
    }

    private void put(byte[] key, byte[] value) {
        put(Bytes.wrap(key), value);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        if (isShelved(key)) {
            shelve(key, value);
        } else if (value == null) {
            pieces.remove(key);
        } else if (!working) {
            pieces.put(key, value);
        }
    }

    private void shelve(Bytes key, byte[] value) {
        PieceFile.Place before = shelf.remove(key);
        if (before != null) {
            file.remove(before);
        }
        if (value != null) {
            shelf.put(key, file.put(value));
        }
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] before = isShelved(key) ? null : get(key);
        put(key, null);
        return before;
    }

    @Override
    public byte[] get(Bytes key) {
        PieceFile.Place place = shelf.get(key);
        return place == null ? pieces.get(key) : file.get(place);
    }

    /** Without what is on the shelf. */
    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return new Pieces(pieces.entrySet().iterator());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        NavigableMap<Bytes, byte[]> least = from == null ? pieces : pieces.tailMap(from, true);
        return new Pieces(
                (to == null ? least : least.headMap(to, true)).entrySet().iterator());
    }

    @Override
    public long approximateNumEntries() {
        return pieces.size() + (long) shelf.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        open = false;
        pieces.clear();
        shelf.clear();
        file.close();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Position getPosition() {
        return position;
    }

    private static final class Pieces implements KeyValueIterator<Bytes, byte[]> {
        private final Iterator<Map.Entry<Bytes, byte[]>> all;
        private Map.Entry<Bytes, byte[]> next;

        Pieces(Iterator<Map.Entry<Bytes, byte[]>> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            return next != null || all.hasNext();
        }

        @Override
        public Bytes peekNextKey() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next = next == null ? all.next() : next;
            return next.getKey();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            Bytes key = peekNextKey();
            byte[] value = next.getValue();
            next = null;
            return KeyValue.pair(key, value);
        }

        @Override
        public void close() {}
    }
}
