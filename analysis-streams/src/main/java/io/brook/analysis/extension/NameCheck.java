package io.brook.analysis.extension;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.detect.Detectors;
import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.contract.SiteDetector;
import io.brook.analysis.engine.Analyses;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.registry.WeirdTable;
import io.brook.analysis.weird.Weird;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.store.SavedMaps;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Whether what jars bring has the names that it must have, and nobody else has them. */
final class NameCheck {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final Pattern NOTE = Pattern.compile("\\w+::\\w+");
    private static final Pattern KEY = Pattern.compile("[A-Za-z]\\w*");
    private static final String BROOK = "Brook itself";

    private final Collection<String> problems;

    /** Who has a name, by what it is the name of. */
    private final Map<String, String> owners = new HashMap<>();

    private int analyzers = Analyzers.ALL.size();

    NameCheck(Collection<String> problems) {
        this.problems = problems;
        Analyzers.TYPES.forEach(type -> owners.put(analyzer(type), BROOK));
        LogStream.ALL.forEach(log -> owners.put(log(log.path()), BROOK));
        Detectors.notes().forEach(note -> owners.put(note(note), BROOK));
        WeirdTable.ALL.forEach(weird -> owners.put(weird(weird), BROOK));
    }

    private static String analyzer(String name) {
        return "the analyzer " + name;
    }

    private static String log(String path) {
        return "the log " + path;
    }

    private static String note(String type) {
        return "the notice " + type;
    }

    private static String weird(Weird weird) {
        return "the weird " + weird.oddity().name();
    }

    /** Looks at all that an analyzer brings. */
    boolean isFree(SiteJar jar, ProtocolAnalyzer analyzer) {
        int before = problems.size();
        name(jar, analyzer(analyzer.name()), analyzer.name(), WORD);
        if (++analyzers > Analyses.MOST) {
            problem(jar, "there cannot be more than " + Analyses.MOST + " analyzers, Brook's included");
        }
        analyzer.weirds().forEach(weird -> take(jar, weird(weird)));
        for (Class<? extends SpecificRecord> type : analyzer.logs()) {
            LogCheck.of(type).ifPresentOrElse(problem -> problem(jar, problem), () -> {
                String path = LogStream.of(type).path();
                name(jar, log(path), path, WORD);
            });
        }
        return problems.size() == before;
    }

    /** Looks at all that a detector brings. */
    boolean isFree(SiteJar jar, SiteDetector detector) {
        int before = problems.size();
        DetectorInfo info = detector.info();
        info.notes().forEach(note -> name(jar, note(note), note, NOTE));
        for (DetectorOption option : info.options()) {
            name(jar, "the setting " + option.key(), option.key(), KEY);
        }
        for (Class<? extends SpecificRecord> type : detector.records()) {
            if (!LogCheck.beginsWithMeta(SpecificData.get().getSchema(type))) {
                problem(jar, type.getName() + ": the first field must be meta, a " + LogMeta.class.getName());
            }
        }
        if (problems.size() > before) {
            return false;
        }
        Detector<?> opened = detector.open(DetectorSettings.DEFAULT, "", new SavedMaps(), notice -> {});
        if (!detector.records().contains(opened.evidence()) && !Detectors.isWeighed(opened.evidence())) {
            problem(
                    jar,
                    detector.getClass().getName() + " weighs "
                            + opened.evidence().getName()
                            + ", which is neither among its records() nor evidence of Brook's detectors");
        }
        return problems.size() == before;
    }

    private void name(SiteJar jar, String what, String name, Pattern form) {
        if (!form.matcher(name).matches()) {
            problem(jar, what + ": the name must look like " + form);
        } else {
            take(jar, what);
        }
    }

    private void take(SiteJar jar, String what) {
        String owner = owners.putIfAbsent(what, jar.path().toString());
        if (owner != null) {
            problem(jar, what + ": the name is taken by " + owner);
        }
    }

    private void problem(SiteJar jar, String text) {
        problems.add(jar.path() + ": " + text);
    }
}
