package io.brook.analysis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.emit.Emitter;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.subject.Report;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Keeps what an engine says. */
public final class RecordingEmitter implements Emitter {
    /** What stands for the end of a connection. */
    public static final String OVER = "over";

    private final List<SpecificRecord> lines = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final List<String> shunts = new ArrayList<>();

    @Override
    public void log(SpecificRecord line) {
        lines.add(line);
    }

    @Override
    public void report(String subject, SpecificRecord found) {
        reports.add(new Report(subject, found));
    }

    @Override
    public void shunt(SubjectKey key, ShuntedFlow flow) {
        shunts.add(flow == null ? OVER : flow.getUid());
    }

    /** The uids of the connections of which it said that nobody needs the payload, {@link #OVER} where one is over. */
    public List<String> shunts() {
        return shunts;
    }

    /** The log lines, in the order in which they were written. */
    public List<SpecificRecord> lines() {
        return lines;
    }

    /** Everything that it did not log itself. */
    public List<Report> reports() {
        return reports;
    }

    /** The reports of one kind. */
    public <T> List<T> reports(Class<T> type) {
        return reports.stream()
                .map(Report::found)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public List<KnownHostsLog> hosts() {
        return reports(KnownHostsLog.class);
    }

    public List<WeirdLog> weirds() {
        return reports(WeirdLog.class);
    }

    public List<String> weirdNames() {
        return weirds().stream().map(WeirdLog::getName).toList();
    }

    /** The lines of one log. */
    public <T> List<T> lines(Class<T> type) {
        return lines.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<ConnLog> connections() {
        return lines(ConnLog.class);
    }

    /** The one connection that was logged. */
    public ConnLog connection() {
        assertThat(connections()).hasSize(1);
        return connections().get(0);
    }

    /** Everything, in no particular order: two engines have said the same if this is the same. */
    public List<String> everything() {
        List<String> all = new ArrayList<>();
        lines.forEach(line -> all.add(line.toString()));
        reports.forEach(report -> all.add(report.toString()));
        all.sort(null);
        return all;
    }
}
