package io.brook.analysis.engine;

import io.brook.analysis.analyzer.SharedState;
import io.brook.analysis.file.FileChanges;
import io.brook.analysis.file.FileTable;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.ConnectionChanges;
import io.brook.analysis.flow.ConnectionTracker;
import io.brook.analysis.state.StateCodec;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.store.StateSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An engine's state in pieces: one for each connection with its streams and sessions, by its flow, one for each file, by its
 * identifier, and one for the tables that all share, with what several connections hold together. The tables are restored first,
 * because connections refer to them, and saved last, because that numbers what they refer to.
 */
final class EngineState {
    private static final byte CONNECTION = 1;
    private static final byte FILE = 2;
    private static final byte[] TABLES_KEY = {0};

    /** What another engine has saved; nothing once all of it is in its place. */
    private Map<ByteBuffer, byte[]> restored;

    private final SharedStates shared = new SharedStates();
    private final StateCodec tablesCodec;
    private EngineTables tables;
    private FileTable files;
    private StateCodec fileCodec;
    private ConnectionTracker connections;
    private StateCodec connectionCodec;
    private byte[] lastTables = {};

    /**
     * @param services what the tables refer to and is not theirs
     * @param restored what another engine has saved
     */
    EngineState(List<?> services, Map<ByteBuffer, byte[]> restored) {
        this.tablesCodec = new StateCodec(services);
        this.restored = restored;
    }

    /** The tables that were saved, or else empty ones. */
    EngineTables tables(Supplier<EngineTables> empty) {
        byte[] saved = restored.get(ByteBuffer.wrap(TABLES_KEY));
        if (saved == null) {
            tables = empty.get();
        } else {
            tables = (EngineTables) tablesCodec.restore(saved);
            lastTables = saved;
            shared.restore(new HashMap<>(tables.shared()));
            tables.shared().clear();
        }
        return tables;
    }

    /** Puts back the files that were saved. */
    void files(FileTable table) {
        files = table;
        fileCodec = new StateCodec(List.of(table));
        List<Object> saved = new ArrayList<>();
        restored.forEach((key, bytes) -> {
            if (key.get(0) == FILE) {
                saved.add(fileCodec.restore(bytes));
            }
        });
        table.restore(saved);
    }

    /**
     * Puts back the connections that were saved.
     *
     * @param services what connections refer to and is not theirs
     */
    void connections(ConnectionTracker tracker, List<?> services) {
        connections = tracker;
        connectionCodec =
                new StateCodec(services, new StateCodec.ByNumber<>(SharedState.class, shared::numberOf, shared::find));
        restored.forEach((key, bytes) -> {
            if (key.get(0) == CONNECTION) {
                tracker.restore((Connection) connectionCodec.restore(bytes));
            }
        });
        restored = Map.of();
        shared.settle();
    }

    /** Saves what has changed since the last time. */
    void save(StateSink sink) {
        saveFiles(sink);
        saveConnections(sink);
        if (!sink.isRead()) {
            return;
        }
        shared.addTo(tables.shared());
        byte[] now = tablesCodec.save(tables);
        tables.shared().clear();
        if (!Arrays.equals(now, lastTables)) {
            sink.put(TABLES_KEY, now);
            lastTables = now;
        }
    }

    /** Removes what has been saved: all has ended. */
    void erase(StateSink sink) {
        saveFiles(sink);
        saveConnections(sink);
        if (lastTables.length > 0) {
            sink.remove(TABLES_KEY);
        }
    }

    private void saveFiles(StateSink sink) {
        files.changes(new FileChanges() {
            @Override
            public void changed(String fuid, Object file) {
                if (sink.isRead()) {
                    sink.put(keyOf(fuid), fileCodec.save(file));
                }
            }

            @Override
            public void ended(String fuid) {
                if (sink.isRead()) {
                    sink.remove(keyOf(fuid));
                }
            }
        });
    }

    private void saveConnections(StateSink sink) {
        connections.changes(new ConnectionChanges() {
            @Override
            public void changed(Connection connection) {
                if (sink.isRead()) {
                    sink.put(keyOf(connection.key()), connectionCodec.save(connection));
                }
            }

            @Override
            public void ended(FlowKey flow) {
                if (sink.isRead()) {
                    sink.remove(keyOf(flow));
                }
            }
        });
    }

    private static byte[] keyOf(FlowKey flow) {
        return key(CONNECTION, flow.encode(""));
    }

    private static byte[] keyOf(String fuid) {
        return key(FILE, fuid.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] key(byte kind, byte[] identity) {
        byte[] key = new byte[identity.length + 1];
        key[0] = kind;
        System.arraycopy(identity, 0, key, 1, identity.length);
        return key;
    }
}
