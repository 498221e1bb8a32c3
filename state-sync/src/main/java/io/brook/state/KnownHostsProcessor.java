package io.brook.state;

import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Progress;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.subject.HostSeen;
import io.brook.schemas.subject.KnownHost;
import io.brook.schemas.subject.SubjectKey;
import java.util.Comparator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts the sightings of one partition in order, asks {@link KnownHosts} which are news, and says so. */
final class KnownHostsProcessor implements Processor<SubjectKey, SpecificRecord, SubjectKey, SpecificRecord> {
    private final int tasks;
    private final EventTimeOrder<HostSeen> order = new EventTimeOrder<>(Comparator.comparing(HostSeen::getHost));
    private final KnownHosts known = new KnownHosts();

    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /** @param tasks how many tasks read the topic */
    KnownHostsProcessor(int tasks) {
        this.tasks = tasks;
    }

    @Override
    public void init(ProcessorContext<SubjectKey, SpecificRecord> taskContext) {
        context = taskContext;
    }

    @Override
    public void process(Record<SubjectKey, SpecificRecord> record) {
        if (record.value() instanceof HostSeen seen) {
            order.add(seen.getSensor(), seen.getTime(), seen);
        } else if (record.value() instanceof Progress progress) {
            advance(progress, record.timestamp());
        }
    }

    private void advance(Progress heard, long timestamp) {
        order.advance(heard, seen -> judge(seen, timestamp)).ifPresent(reached -> tell(reached, timestamp));
    }

    private void tell(EventTimeOrder.Reached reached, long timestamp) {
        if (reached.end()) {
            known.forget(reached.sensor());
        }
        Progress own = reached.by(Stage.STATE, context.taskId().partition(), tasks);
        SubjectKey key = new SubjectKey(own.getSensor(), own.getStage());
        context.forward(new Record<>(key, own, timestamp), StateTopology.PROGRESS);
    }

    private void judge(HostSeen seen, long timestamp) {
        if (!known.isNews(seen)) {
            return;
        }
        String sensor = seen.getSensor();
        String host = seen.getHost();
        long time = seen.getTime();
        SubjectKey key = new SubjectKey(sensor, host);
        context.forward(new Record<>(key, new KnownHost(sensor, host, time), timestamp), StateTopology.KNOWN_HOSTS);
        KnownHostsLog line = new KnownHostsLog(new LogMeta(sensor, time), time, host);
        context.forward(new Record<>(key, line, timestamp), StateTopology.LOG);
    }
}
