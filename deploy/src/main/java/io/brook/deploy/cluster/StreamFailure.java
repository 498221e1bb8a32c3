package io.brook.deploy.cluster;

import java.util.Set;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/** What a stream thread's failure means. */
final class StreamFailure {
    /** A new thread has a new producer, and starts from what was committed. */
    private static final Set<Class<? extends Exception>> PASSING = Set.of(
            RetriableException.class,
            ProducerFencedException.class,
            InvalidProducerEpochException.class,
            InvalidPidMappingException.class,
            InvalidTxnStateException.class,
            OutOfOrderSequenceException.class,
            UnknownProducerIdException.class,
            TransactionAbortedException.class,
            TransactionAbortableException.class,
            TaskMigratedException.class,
            TaskCorruptedException.class);

    private static final Set<Class<? extends Exception>> LASTING =
            Set.of(AuthenticationException.class, AuthorizationException.class, MissingSourceTopicException.class);

    private StreamFailure() {}

    /** Whether a problem of the brokers is the cause, which passes; a bug or a wrong setting would fail again. */
    static boolean isPassing(Throwable failure) {
        return (has(PASSING, failure) || isLostRace(failure)) && !has(LASTING, failure);
    }

    /**
     * Whether Kafka Streams has stumbled over itself: when a task is taken from a thread while its state is restored, the thread that
     * restores may find the task in another state, and fails (seen with 4.3.1, when two processes start at the same time).
     */
    private static boolean isLostRace(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof IllegalStateException
                    && each.getMessage() != null
                    && each.getMessage().contains("is not in state RESTORING")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the only cause is that the brokers have not answered for a long time. */
    static boolean isOutage(Throwable failure) {
        return has(Set.of(RetriableException.class), failure);
    }

    private static boolean has(Set<Class<? extends Exception>> kinds, Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            Throwable cause = each;
            if (kinds.stream().anyMatch(kind -> kind.isInstance(cause))) {
                return true;
            }
        }
        return false;
    }
}
