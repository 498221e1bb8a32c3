package io.brook.analysis.flow;

import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.flow.FlowKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The open connections of one sensor. A connection's end depends on its own packets alone, so looking for those that are over
 * often or rarely makes no difference to what is logged.
 */
final class ConnectionTable {
    /** How many connections that are over may be kept in order, whatever the number of open ones. */
    private static final int SLACK = 1000;

    private final Map<FlowKey, Connection> byKey = new HashMap<>();

    /** Every open connection that has taken in its first packet; its check may be early, never late. */
    private final TreeSet<Connection> checks = new TreeSet<>(ConnectionTable::byCheck);

    /** The connections of which only one side may have spoken, in the order in which they began; and some that are over. */
    private final Deque<Connection> unanswered = new ArrayDeque<>();

    private final ConnectionListener listener;

    private final WorkerLimits limits;
    private long evicted;

    /** The connections that are not as they were when last asked for; null as long as nobody asks. */
    private List<Connection> changed;

    /** The flows of the saved ones that are over since. */
    private final List<FlowKey> ended = new ArrayList<>();

    ConnectionTable(ConnectionListener listener, WorkerLimits limits) {
        this.listener = listener;
        this.limits = limits;
    }

    /** By hand: it is called a dozen times for each connection that is added or removed. */
    private static int byCheck(Connection one, Connection other) {
        int byTime = Long.compare(one.nextCheck, other.nextCheck);
        return byTime != 0 ? byTime : one.key().compareTo(other.key());
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
            if (connection.isFoundSilent(time)) {
                remove(connection, time);
                return null;
            }
        }
        return connection;
    }

    void add(Connection connection) {
        byKey.put(connection.key(), connection);
        limits.opened();
    }

    /** Has the table look after a connection's timeouts; called once its first packet has been taken in. */
    void watch(Connection connection) {
        noteChanged(connection);
        watchAgain(connection);
        if (unanswered.size() > 2 * byKey.size() + SLACK) {
            unanswered.removeIf(each -> each.removed || !each.isUnanswered());
        }
    }

    private void watchAgain(Connection connection) {
        connection.nextCheck = connection.deadline();
        checks.add(connection);
        unanswered.add(connection);
    }

    /** From now on keeps in mind what changes. */
    void trackChanges() {
        changed = new ArrayList<>();
    }

    private void noteChanged(Connection connection) {
        if (changed != null && !connection.changed) {
            connection.changed = true;
            changed.add(connection);
        }
    }

    /** Tells what has changed since this was last asked. */
    void changes(ConnectionChanges listener) {
        ended.forEach(listener::ended);
        ended.clear();
        for (Connection connection : changed) {
            connection.changed = false;
            if (!connection.removed) {
                connection.saved = true;
                listener.changed(connection);
            }
        }
        changed.clear();
    }

    /** Takes in a connection that was saved. */
    void restore(Connection connection) {
        add(connection);
        watchAgain(connection);
        connection.reclaim();
    }

    /** A connection has taken in another packet: it may be over earlier than was thought. */
    void touched(Connection connection) {
        noteChanged(connection);
        long deadline = connection.deadline();
        if (deadline < connection.nextCheck) {
            checkAt(connection, deadline);
        }
    }

    private void checkAt(Connection connection, long time) {
        checks.remove(connection);
        connection.nextCheck = time;
        checks.add(connection);
    }

    /**
     * Makes room for a connection: if the worker has too many, one ends now. First those that nobody has answered, the oldest
     * of them first, because that is what floods are made of; then the one that would end first.
     */
    void makeRoom(long time) {
        while (limits.isFull() && !checks.isEmpty()) {
            Connection connection = oldestUnanswered();
            if (connection == null) {
                connection = firstToEnd();
            }
            long deadline = connection.deadline();
            if (deadline <= time) {
                remove(connection, deadline);
            } else {
                remove(connection, time);
                evicted++;
            }
        }
    }

    private Connection oldestUnanswered() {
        Connection connection = unanswered.poll();
        while (connection != null && (connection.removed || !connection.isUnanswered())) {
            connection = unanswered.poll();
        }
        return connection;
    }

    private Connection firstToEnd() {
        Connection connection = checks.first();
        while (connection.deadline() > connection.nextCheck) {
            checkAt(connection, connection.deadline());
            connection = checks.first();
        }
        return connection;
    }

    /** How many connections ended early because there were too many. */
    long evicted() {
        return evicted;
    }

    void remove(Connection connection, long time) {
        byKey.remove(connection.key());
        checks.remove(connection);
        connection.removed = true;
        if (connection.saved) {
            ended.add(connection.key());
        }
        connection.release();
        connection.finish(time);
        limits.closed();
        listener.removed(connection, time);
    }

    /** Removes the connections that are over at this time. */
    void expire(long time) {
        while (!checks.isEmpty() && checks.first().nextCheck <= time) {
            Connection connection = checks.first();
            long deadline = connection.deadline();
            if (deadline <= time) {
                remove(connection, deadline);
            } else {
                checkAt(connection, deadline);
            }
        }
    }

    /** Removes all connections: the input has ended. */
    void end(long time) {
        expire(time);
        List<Connection> open = new ArrayList<>(byKey.values());
        open.forEach(connection -> remove(connection, time));
        unanswered.clear();
    }

    /** Forgets all connections without a word: they are no longer this table's to end. */
    void abandon() {
        for (Connection connection : byKey.values()) {
            connection.release();
            limits.closed();
        }
        byKey.clear();
        checks.clear();
        unanswered.clear();
    }

    int size() {
        return byKey.size();
    }
}
