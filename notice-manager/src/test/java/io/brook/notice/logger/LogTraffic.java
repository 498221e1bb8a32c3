package io.brook.notice.logger;

import io.brook.notice.TestBroker;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes lines and progress as the stages do. */
final class LogTraffic implements AutoCloseable {
    static final long SECOND = 1_000_000_000L;
    static final Topic KNOWN_HOSTS = Topics.log(LogStream.of(new KnownHostsLog()));
    private static final Topic KNOWN_SERVICES = Topics.log(LogStream.of(new KnownServicesLog()));
    /** No line comes that much later than another one that is younger. */
    private static final int DISORDER = 20;

    private final KafkaProducer<SubjectKey, SpecificRecord> producer;

    LogTraffic(TestBroker broker, String name) {
        producer = broker.producer(name);
    }

    /** One transaction; {@code records} sends through this. */
    void commit(Runnable records) {
        begin();
        records.run();
        commit();
    }

    void begin() {
        producer.beginTransaction();
    }

    void commit() {
        producer.commitTransaction();
    }

    void abort(Runnable records) {
        begin();
        records.run();
        producer.abortTransaction();
    }

    /** A line of known_hosts, for a host whose address ends with the number, at the time of the number. */
    void host(String sensor, int number) {
        String host = "10.0." + number / 256 + "." + number % 256;
        KnownHostsLog line = new KnownHostsLog(new LogMeta(sensor, number * SECOND), number * SECOND, host);
        producer.send(TestBroker.line(KNOWN_HOSTS, new SubjectKey(sensor, host), line));
    }

    private void service(String sensor, int number) {
        String host = "10.0." + number / 256 + "." + number % 256;
        KnownServicesLog line = new KnownServicesLog(
                new LogMeta(sensor, number * SECOND), number * SECOND, host, 80, "tcp", List.of("http"));
        producer.send(TestBroker.line(KNOWN_SERVICES, new SubjectKey(sensor, host), line));
    }

    /** Lines of two logs with the times {@code from} to {@code to}, out of order, and how far all stages are then. */
    void lines(String sensor, int from, int to) {
        commit(() -> {
            for (int i = from; i < to; i++) {
                int number = i - i % DISORDER + i * 7 % DISORDER;
                host(sensor, number);
                if (number % 3 == 0) {
                    service(sensor, number);
                }
            }
            progress(sensor, to - to % DISORDER, false);
        });
    }

    /** All stages have ended. */
    void end(String sensor) {
        progress(sensor, 0, true);
    }

    void progress(String sensor, int seconds, boolean end) {
        for (Stage stage : Stage.LOGGING) {
            producer.send(new ProducerRecord<>(
                    Topics.PROGRESS.name(),
                    new SubjectKey(sensor, stage.label()),
                    new Progress(sensor, stage.label(), 0, 1, seconds * SECOND, end)));
        }
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
