package io.brook.analysis.flow;

import io.brook.schemas.flow.FlowKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The open connections of one sensor. A connection's end depends on its own packets alone, so looking for those that are over
 * often or rarely makes no difference to what is logged.
 */
final class ConnectionTable {
    /** So many more checks than connections are too many. */
    private static final int SPARE_CHECKS = 1000;

    private final Map<FlowKey, Connection> byKey = new HashMap<>();

    /** Every open connection at its next check, which may be early and is never late; and checks that were overtaken. */
    private final PriorityQueue<Check> checks = new PriorityQueue<>(Comparator.comparingLong(Check::time));

    private record Check(long time, Connection connection) {
        boolean isOvertaken() {
            return connection.removed || connection.nextCheck != time;
        }
    }

    private final ConnectionListener listener;
    private final WorkerLimits limits;
    private long evicted;

    ConnectionTable(ConnectionListener listener, WorkerLimits limits) {
        this.listener = listener;
        this.limits = limits;
    }

    /** The open connection of a flow at this time, or null: one that is over by now is removed first. */
    Connection find(FlowKey key, long time) {
        Connection connection = byKey.get(key);
        if (connection != null) {
            long deadline = connection.deadline();
            if (deadline <= time) {
                remove(connection, deadline);
                return null;
            }
        }
        return connection;
    }

    void add(Connection connection) {
        byKey.put(connection.key(), connection);
        limits.opened();
    }

    /**
     * Has the table look after a connection's timeouts; called when a packet of it has been taken in. Most packets put the end
     * off, which the check will find; a close or a reset brings it nearer.
     */
    void watch(Connection connection) {
        long deadline = connection.deadline();
        if (deadline < connection.nextCheck) {
            connection.nextCheck = deadline;
            checks.add(new Check(deadline, connection));
            if (checks.size() > 2 * byKey.size() + SPARE_CHECKS) {
                checks.removeIf(Check::isOvertaken);
            }
        }
    }

    /** Makes room for a connection: if the worker has too many, the one that would end first ends now. */
    void makeRoom(long time) {
        while (limits.isFull() && !checks.isEmpty()) {
            Check check = checks.poll();
            if (!check.isOvertaken()) {
                remove(check.connection, time);
                evicted++;
            }
        }
    }

    /** How many connections ended early because there were too many. */
    long evicted() {
        return evicted;
    }

    void remove(Connection connection, long time) {
        byKey.remove(connection.key());
        connection.removed = true;
        connection.finish();
        limits.closed();
        listener.removed(connection, time);
    }

    /** Removes the connections that are over at this time. */
    void expire(long time) {
        while (!checks.isEmpty() && checks.peek().time <= time) {
            Check check = checks.poll();
            if (check.isOvertaken()) {
                continue;
            }
            Connection connection = check.connection;
            long deadline = connection.deadline();
            if (deadline <= time) {
                remove(connection, deadline);
            } else {
                connection.nextCheck = Connection.NEVER;
                watch(connection);
            }
        }
    }

    /** Removes all connections: the input has ended. */
    void end(long time) {
        expire(time);
        List<Connection> open = new ArrayList<>(byKey.values());
        open.forEach(connection -> remove(connection, time));
        checks.clear();
    }

    int size() {
        return byKey.size();
    }
}
