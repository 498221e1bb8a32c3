package io.brook.deploy.cluster;

import io.brook.schemas.serde.BadRecordLines;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.slf4j.LoggerFactory;

/** What stream tasks do with a record that they cannot read: they send it to the dead letters, and a line says where it was. */
public final class BadRecords extends LogAndContinueExceptionHandler {
    /** Shared by all tasks of the process: Kafka Streams creates a handler for each. */
    private static final BadRecordLines LINES = new BadRecordLines(LoggerFactory.getLogger(BadRecords.class));

    private String deadLetters;

    @Override
    public void configure(Map<String, ?> settings) {
        super.configure(settings);
        deadLetters = String.valueOf(settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        LINES.say(record.topic(), record.partition(), record.offset(), deadLetters, exception);
        return super.handleError(context, record, exception);
    }
}
