package io.brook.notice.logger;

import io.brook.notice.file.LogDirectory;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.loss.Heard;
import io.brook.schemas.loss.Loss;
import io.brook.schemas.loss.Losses;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Lines that Kafka has removed before the logger read them. A loss is reported between the lines around it, at the latest before the
 * next checkpoint, and only once, because the checkpoint holds the position after it.
 */
final class LogLosses {
    private static final String READER = "the logger";
    private static final LogStream REPORTER = LogStream.of(new ReporterLog());

    private final Losses losses;
    private final LogDirectory directory;
    private final Map<TopicPartition, Loss> noticed = new HashMap<>();
    private final Map<TopicPartition, LogMeta> last = new HashMap<>();

    LogLosses(Losses losses, LogDirectory directory) {
        this.losses = losses;
        this.directory = directory;
    }

    /** Nothing of that partition has been read since. */
    void notice(Loss loss) {
        noticed.merge(
                loss.partition(),
                loss,
                (one, other) -> new Loss(one.partition(), one.from(), other.to(), one.first() && other.first()));
    }

    /** A line was read. */
    void heard(TopicPartition partition, LogMeta meta) {
        if (!noticed.isEmpty()) {
            Loss loss = noticed.remove(partition);
            if (loss != null) {
                report(loss, new Heard(meta.getSensor(), meta.getWritten()));
            }
        }
        last.put(partition, meta);
    }

    /** Reports what was noticed, whether or not a line has come since. */
    void settle() {
        for (Iterator<Loss> all = noticed.values().iterator(); all.hasNext(); ) {
            report(all.next(), Heard.NOTHING);
            all.remove();
        }
    }

    private void report(Loss loss, Heard after) {
        LogMeta before = last.get(loss.partition());
        directory.add(
                REPORTER,
                losses.report(
                        loss,
                        READER,
                        before == null ? latestWritten() : new Heard(before.getSensor(), before.getWritten()),
                        after));
    }

    /** After a restart: the position up to which lines are in their files. */
    private Heard latestWritten() {
        return directory.unfinished().stream()
                .map(sensor -> new Heard(sensor, directory.written(sensor)))
                .filter(heard -> heard.time() > 0)
                .max(Comparator.comparingLong(Heard::time))
                .orElse(Heard.NOTHING);
    }
}
