package io.brook.schemas.serde;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/**
 * What headers of a record in the topic dead-letters say: why it is there, and from where. They are named like those of Kafka Streams (its
 * {@code ExceptionHandlerUtils}), which writes such records itself, but there is no stack trace.
 */
public final class DeadLetterHeaders {
    public static final String EXCEPTION = "__streams.errors.exception";
    public static final String MESSAGE = "__streams.errors.message";
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";
    /** Who has not got it, where it could not be delivered. */
    public static final String RECEIVER = "brook.receiver";

    private DeadLetterHeaders() {}

    /**
     * Adds the headers of every dead letter.
     *
     * @param exception the name of the failure's class
     * @param message what it says
     */
    public static void add(
            Headers headers, String exception, String message, String topic, int partition, long offset) {
        add(headers, EXCEPTION, exception);
        add(headers, MESSAGE, message);
        add(headers, TOPIC, topic);
        add(headers, PARTITION, String.valueOf(partition));
        add(headers, OFFSET, String.valueOf(offset));
    }

    /** Adds one more. */
    public static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
