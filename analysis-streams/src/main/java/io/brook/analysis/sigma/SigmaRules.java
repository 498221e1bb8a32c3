package io.brook.analysis.sigma;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * All Sigma rules of a site. Whether a line matches one depends on that line alone, so that it does not matter who asks, or how often.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">the specification</a>
 */
public final class SigmaRules {
    /** The type of the notices. */
    public static final String NOTE = "Sigma::Match";

    /** No rules. */
    public static final SigmaRules NONE = new SigmaRules(new SigmaParser());

    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final Map<Class<?>, SigmaIndex> indexes = new HashMap<>();
    private final int size;
    private final int others;
    private final List<SigmaProblem> problems;
    private final List<SigmaProblem> leftOut;

    private SigmaRules(SigmaParser parser) {
        for (SigmaRule rule : parser.rules()) {
            indexes.computeIfAbsent(rule.log().type(), type -> new SigmaIndex(SigmaColumn.inOrder(rule.log())))
                    .add(rule);
        }
        size = parser.rules().size();
        others = parser.others();
        problems = List.copyOf(parser.problems());
        leftOut = List.copyOf(parser.leftOut());
    }

    /** Reads the texts of files, by their names; in the order of these. */
    public static SigmaRules of(SortedMap<String, String> files) {
        if (files.isEmpty()) {
            return NONE;
        }
        SigmaParser parser = new SigmaParser();
        files.forEach(parser::read);
        return new SigmaRules(parser);
    }

    /** How many rules there are to match. */
    public int size() {
        return size;
    }

    /** How many rules are about other products than Zeek. */
    public int others() {
        return others;
    }

    /** Everything that is wrong: with this, the rules are not to be used. */
    public List<SigmaProblem> problems() {
        return problems;
    }

    /** The rules that may be right but need what is not there, with the reason; the others can be used without them. */
    public List<SigmaProblem> leftOut() {
        return leftOut;
    }

    /** What is to be said of a line: a finding for each rule that it matches. */
    public List<Report> in(SpecificRecord line) {
        SigmaIndex index = indexes.get(line.getClass());
        if (index == null) {
            return List.of();
        }
        List<SigmaRule> matching = index.matching(line);
        if (matching.isEmpty()) {
            return List.of();
        }
        List<Report> reports = new ArrayList<>();
        for (SigmaRule rule : matching) {
            reports.add(report(rule, line));
        }
        return reports;
    }

    private static Report report(SigmaRule rule, SpecificRecord line) {
        ConnId id = column(line, "id") instanceof ConnId connection ? connection : null;
        String about = id == null
                ? Objects.toString(
                        column(line, "fuid"),
                        Objects.toString(column(line, "fingerprint"), rule.log().path()))
                : id.getOrigH();
        Finding finding = Finding.newBuilder()
                .setMeta(LogStream.meta(line))
                .setNote(NOTE)
                .setIdentifier(rule.id() + ' ' + about)
                .setUid((String) column(line, "uid"))
                .setId(id)
                .setProto(SigmaSource.proto(rule.log(), (String) column(line, "proto")))
                .setMsg(rule.title())
                .setSub(rule.level() + ", " + rule.log().path() + ".log, rule " + rule.id())
                .setSuppressFor(SUPPRESS_FOR)
                .build();
        return new Report(NOTE + ' ' + finding.getIdentifier(), finding);
    }

    private static Object column(SpecificRecord line, String name) {
        Schema.Field field = line.getSchema().getField(name);
        return field == null ? null : line.get(field.pos());
    }
}
