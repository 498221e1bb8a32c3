package io.brook.analysis.engine;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.ConnectionChanges;
import io.brook.analysis.flow.ConnectionTracker;
import io.brook.analysis.state.StateCodec;
import io.brook.analysis.state.StateSink;
import io.brook.schemas.flow.FlowKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An engine's state in pieces: one for each connection with its streams and sessions, by its flow, and one for the tables that all
 * share.
 */
final class EngineState {
    private static final byte TABLES = 0;
    private static final byte CONNECTION = 1;
    private static final byte[] TABLES_KEY = {TABLES};

    private final EngineTables tables;
    private final ConnectionTracker connections;
    private final StateCodec tablesCodec;
    private final StateCodec connectionCodec;
    private byte[] lastTables = {};

    /** @param services what connections refer to and is the engine's */
    EngineState(EngineTables tables, ConnectionTracker connections, Emitter out, List<?> services) {
        this.tables = tables;
        this.connections = connections;
        this.tablesCodec = new StateCodec(List.of(out));
        this.connectionCodec = new StateCodec(services);
    }

    /** The tables among what was saved; empty ones when there are none. */
    static EngineTables tables(String sensor, Emitter out, Map<ByteBuffer, byte[]> saved) {
        byte[] bytes = saved.get(ByteBuffer.wrap(TABLES_KEY));
        return bytes == null
                ? new EngineTables(sensor, out)
                : (EngineTables) new StateCodec(List.of(out)).restore(bytes);
    }

    void restore(Map<ByteBuffer, byte[]> saved) {
        saved.forEach((key, bytes) -> {
            if (key.get(0) == CONNECTION) {
                connections.restore((Connection) connectionCodec.restore(bytes));
            }
        });
    }

    void save(StateSink sink) {
        byte[] now = tablesCodec.save(tables);
        if (!Arrays.equals(now, lastTables)) {
            sink.put(TABLES_KEY, now);
            lastTables = now;
        }
        connections.changes(new ConnectionChanges() {
            @Override
            public void changed(Connection connection) {
                sink.put(keyOf(connection.key()), connectionCodec.save(connection));
            }

            @Override
            public void ended(FlowKey flow) {
                sink.remove(keyOf(flow));
            }
        });
    }

    private static byte[] keyOf(FlowKey flow) {
        byte[] encoded = flow.encode("");
        byte[] key = new byte[encoded.length + 1];
        key[0] = CONNECTION;
        System.arraycopy(encoded, 0, key, 1, encoded.length);
        return key;
    }
}
