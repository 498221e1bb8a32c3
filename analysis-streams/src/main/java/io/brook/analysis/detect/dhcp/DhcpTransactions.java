package io.brook.analysis.detect.dhcp;

import io.brook.analysis.state.StateCodec;
import io.brook.schemas.log.DhcpLog;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.DhcpMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts DHCP messages of one transaction together, over all connections of one sensor, and says of each one line, as Zeek's
 * {@code base/protocols/dhcp/main.zeek} does. It must be told of messages in the order of their times.
 *
 * <p>A transaction is looked at ten seconds after its first message and every five seconds from then on; it is over when it has
 * been quiet for more than five seconds or has gone on for more than half a minute, and earlier when it has become too large.
 * Remembers at most {@value #MAX_TRANSACTIONS}; the oldest goes first.
 */
public final class DhcpTransactions {
    static final int MAX_TRANSACTIONS = 100_000;
    static final int MAX_CONNECTIONS = 10;
    static final int MAX_MESSAGES = 50;

    private static final long FIRST_LOOK = Duration.ofSeconds(10).toNanos();
    private static final long LOOK_AGAIN = Duration.ofSeconds(5).toNanos();
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
        if (transaction != null && endOf(transaction) <= time) {
            open.remove(identifier);
            write(transaction, endOf(transaction));
            transaction = null;
        }
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

    /** No message from before this time is to come: says what is over. */
    public void advance(long time) {
        if (open.isEmpty() || open.first().start() + FIRST_LOOK > time) {
            return;
        }
        List<String> over = new ArrayList<>();
        open.forEach((identifier, transaction) -> {
            if (endOf(transaction) <= time) {
                over.add(identifier);
            }
        });
        for (String identifier : over) {
            Transaction transaction = open.remove(identifier);
            write(transaction, endOf(transaction));
        }
    }

    /** No message is to come at all. */
    public void end() {
        open.forEach((identifier, transaction) -> write(transaction, endOf(transaction)));
        open.clear();
    }

    /** When the transaction is over, if no other message comes. */
    private static long endOf(Transaction transaction) {
        long look = transaction.start() + FIRST_LOOK;
        while (look - transaction.last() <= QUIET && look - transaction.start() <= MAX_DURATION) {
            look += LOOK_AGAIN;
        }
        return look;
    }

    private void write(Transaction transaction, long written) {
        lines.accept(transaction.line(written));
    }
}
