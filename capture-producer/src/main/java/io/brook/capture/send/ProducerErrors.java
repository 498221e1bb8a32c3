package io.brook.capture.send;

import io.brook.schemas.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Says in one line what went wrong with Kafka. */
final class ProducerErrors {
    private final String node;
    private final String start;

    ProducerErrors(Map<String, Object> kafka, String node) {
        this.node = node;
        start = "cannot publish to topic " + Topics.PACKETS.name() + " at "
                + kafka.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG) + ": ";
    }

    PublishException exception(Exception e) {
        return new PublishException(start + (isFenced(e) ? fenced() : reason(e)), e);
    }

    private static boolean isFenced(Throwable e) {
        return e instanceof ProducerFencedException
                || e instanceof InvalidProducerEpochException
                || e.getCause() != null && isFenced(e.getCause());
    }

    private String fenced() {
        return "another process has begun to publish as node " + node
                + ", or this one was silent for longer than transaction.timeout.ms; a node's name is for one process";
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
