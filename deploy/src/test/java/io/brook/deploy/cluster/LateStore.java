package io.brook.deploy.cluster;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Counts on the heap that are saved when Kafka Streams tells the store to commit, which is too late. */
final class LateStore implements StateStore {
    private final KeyValueStore<String, Long> inner;
    private final Map<String, Long> counts = new HashMap<>();

    private LateStore(KeyValueStore<String, Long> inner) {
        this.inner = inner;
    }

    /** What was saved, to be counted on. */
    Map<String, Long> open() {
        counts.clear();
        try (var all = inner.all()) {
            all.forEachRemaining(each -> counts.put(each.key, each.value));
        }
        return counts;
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        counts.forEach(inner::put);
        inner.commit(offsets);
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        inner.init(context, root);
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return inner.isOpen();
    }

    /** Makes such stores. */
    record Builder(StoreBuilder<KeyValueStore<String, Long>> inner) implements StoreBuilder<LateStore> {
        Builder(String name) {
            this(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.Long()));
        }

        @Override
        public StoreBuilder<LateStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<LateStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<LateStore> withLoggingEnabled(Map<String, String> config) {
            inner.withLoggingEnabled(config);
            return this;
        }

        @Override
        public StoreBuilder<LateStore> withLoggingDisabled() {
            inner.withLoggingDisabled();
            return this;
        }

        @Override
        public LateStore build() {
            return new LateStore(inner.build());
        }

        @Override
        public Map<String, String> logConfig() {
            return inner.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return inner.loggingEnabled();
        }

        @Override
        public String name() {
            return inner.name();
        }
    }
}
