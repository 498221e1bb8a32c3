package io.brook.analysis.extension;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.detect.Detectors;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.SiteDetector;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.state.SiteClasses;
import io.brook.analysis.state.StateCodec;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.serde.RecordSerde;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the site's jars have.
 *
 * @param analyzers in the order of the jars' names
 * @param detectors in the same order
 * @param classes all that the jars have
 */
public record Extensions(List<ProtocolAnalyzer> analyzers, List<SiteDetector> detectors, SiteClasses classes) {
    /** A site without jars. */
    public static final Extensions NONE = new Extensions(List.of(), List.of(), SiteClasses.NONE);

    /** Brook's analyzers, and after them the site's. */
    public List<ProtocolAnalyzer> allAnalyzers() {
        return Stream.concat(Analyzers.ALL.stream(), analyzers.stream()).toList();
    }

    /** All that can be switched on and off, in alphabetical order. */
    public SortedSet<String> types() {
        SortedSet<String> types = new TreeSet<>(Analyzers.TYPES);
        analyzers.forEach(analyzer -> types.add(analyzer.name()));
        return Collections.unmodifiableSortedSet(types);
    }

    /** What can be set about the site's detectors. */
    public Stream<DetectorOption> options() {
        return detectors.stream()
                .flatMap(detector -> detector.info().options().stream())
                .distinct();
    }

    /** The types of all notices that can be disabled, Brook's and the site's. */
    public List<String> notes() {
        return Stream.concat(
                        Detectors.notes(), detectors.stream().flatMap(detector -> detector.info().notes().stream()))
                .toList();
    }

    /** The logs of the site's analyzers. */
    public List<LogStream> logs() {
        return analyzers.stream()
                .flatMap(analyzer -> analyzer.logs().stream())
                .map(LogStream::of)
                .toList();
    }

    /** Makes this process able to write and read the site's records, and to save what its sessions and detectors hold. */
    public void install() {
        List<Class<? extends SpecificRecord>> records = new ArrayList<>();
        logs().forEach(log -> records.add(log.type()));
        detectors.forEach(detector -> records.addAll(detector.records()));
        RecordSerde.addSite(records);
        LogStream.addSite(logs());
        StateCodec.addSite(classes);
    }
}
