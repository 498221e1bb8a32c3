package io.brook.capture.kafka;

import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;

/** Explains failures of Kafka in one line, and whether they pass. */
final class ProducerErrors {
    private static final List<Class<? extends Exception>> FENCED =
            List.of(ProducerFencedException.class, InvalidProducerEpochException.class);

    /** Failures that cost no more than a transaction. Timeouts are retriable, too. */
    private static final List<Class<? extends Exception>> PASSING = List.of(
            RetriableException.class,
            TransactionAbortableException.class,
            TransactionAbortedException.class,
            OutOfOrderSequenceException.class,
            UnknownProducerIdException.class,
            // The coordinator knows another state of the transaction, or none, after it was moved or killed.
            InvalidTxnStateException.class,
            InvalidPidMappingException.class);

    private final String node;
    private final String start;

    ProducerErrors(Map<String, Object> kafka, String node) {
        this.node = node;
        start = "cannot publish to topic " + Names.of(kafka).of(Topics.PACKETS) + " at "
                + kafka.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG) + ": ";
    }

    PublishException exception(Exception e) {
        boolean fenced = isFenced(e);
        return new PublishException(start + (fenced ? fenced() : reason(e)), e, !fenced && isAny(PASSING, e));
    }

    /** The brokers have aborted a transaction that was open for too long. */
    PublishException timedOut(Exception e) {
        return new PublishException(
                start + "this process was silent or cut off for longer than its transaction may be open", e, true);
    }

    /** Whether this producer is fenced: another process has taken over, or the brokers have given this one up. */
    static boolean isFenced(Exception e) {
        return isAny(FENCED, e);
    }

    private static boolean isAny(List<Class<? extends Exception>> kinds, Throwable e) {
        return e != null && (kinds.stream().anyMatch(kind -> kind.isInstance(e)) || isAny(kinds, e.getCause()));
    }

    private String fenced() {
        return "another process has begun to publish as node " + node + "; a node's name is for one process";
    }

    /** The first line of what Kafka says. */
    static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
