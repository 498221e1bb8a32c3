package io.brook.analysis.detect.dhcp;

import io.brook.analysis.state.StateCodec;
import io.brook.schemas.log.DhcpLog;
import io.brook.schemas.record.DhcpMessage;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts DHCP messages of one transaction together, over all connections of one sensor, and says of each one line, as Zeek's
 * {@code base/protocols/dhcp/main.zeek} does. It must be told of messages in the order of their times.
 *
 * <p>Zeek keeps them in a table that is looked through about every ten seconds. A transaction that is ten seconds old then is over
 * if it has been quiet for more than five seconds or has gone on for more than half a minute; it is over earlier when it has become
 * too large.
 * Remembers at most {@value #MAX_TRANSACTIONS}; the oldest goes first.
 */
public final class DhcpTransactions {
    static final int MAX_TRANSACTIONS = 100_000;
    static final int MAX_CONNECTIONS = 10;
    static final int MAX_MESSAGES = 50;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** The table's &create_expire. */
    private static final long AGE = Duration.ofSeconds(10).toNanos();

    private static final long QUIET = Duration.ofSeconds(5).toNanos();

    /** Zeek's DHCP::max_txid_watch_time. */
    private static final long MAX_DURATION = Duration.ofSeconds(30).toNanos();

    private final Consumer<DhcpLog> lines;

    /** By identifier, in the order in which they began. */
    private final SavedMap<String, Transaction> open;

    /**
     * @param lines takes what is said of transactions
     * @param sensor whose traffic it is
     * @param maps where open transactions are kept
     */
    public DhcpTransactions(Consumer<DhcpLog> lines, String sensor, SavedMaps maps) {
        this.lines = lines;
        open = maps.map(sensor, "dhcp", Codec.STRING, StateCodec.of(Transaction.class));
    }

    /** @param identifier the transaction's, as the client has chosen it */
    public void observe(String identifier, DhcpMessage message) {
        long time = message.getMeta().getWritten();
        Transaction transaction = open.get(identifier);
        if (transaction == null) {
            makeRoom();
            transaction = new Transaction(message);
            open.put(identifier, transaction);
        }
        transaction.add(message);
        open.changed(identifier);
        if (transaction.connections() >= MAX_CONNECTIONS || transaction.messages() >= MAX_MESSAGES) {
            open.remove(identifier);
            write(transaction, time);
        }
    }

    private void makeRoom() {
        if (open.size() >= MAX_TRANSACTIONS) {
            Transaction oldest = open.remove(open.firstKey());
            write(oldest, oldest.last());
        }
    }

    /**
     * Looks through all of them, and says which are over.
     *
     * @param time of the look; all messages from before it, and no others, have been observed
     * @param start the time of the sensor's first packet: Zeek counts the age of what is in a table from a whole second after it
     */
    public void look(long time, long start) {
        List<String> over = new ArrayList<>();
        open.forEach((identifier, transaction) -> {
            long added = transaction.start() - (transaction.start() - start) % SECOND;
            boolean silent = time - transaction.last() > QUIET || time - transaction.start() > MAX_DURATION;
            if (time - added > AGE && silent) {
                over.add(identifier);
            }
        });
        over.forEach(identifier -> write(open.remove(identifier), time));
    }

    /** @param time the latest of the sensor; no message is to come at all */
    public void end(long time) {
        open.forEach((identifier, transaction) -> write(transaction, time));
        open.clear();
    }

    private void write(Transaction transaction, long written) {
        lines.accept(transaction.line(written));
    }
}
