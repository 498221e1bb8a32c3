package io.brook.analysis.topology;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.contract.SiteDetector;
import io.brook.analysis.file.extract.ExtractSettings;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.sigma.SigmaRules;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.progress.Timeline;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * What the workers can be told.
 *
 * @param ignoreChecksums analyse packets whose checksums are wrong, as traces of a sending machine's own traffic have them
 * @param local the site's own networks
 * @param analyzers the protocols that are analysed: Brook's, and after them those of the site's jars
 * @param disabled what not to analyse: some of {@link io.brook.analysis.registry.Analyzers#TYPES}, or the site's
 * @param detectors what is set about detectors
 * @param sigma the rules that lines are compared with, by the times at which they are written
 * @param extract which files are written where, if any
 * @param namesSensors whether the peer of an oddity is its sensor; else it is Zeek's name of a node that is no cluster
 * @param statistics what is logged of how well captures do
 * @param shuntAfter how many bytes of payload that nobody needs a connection must have carried before captures are told that they
 *     need not publish it; they are not told when 0
 */
public record AnalysisConfig(
        boolean ignoreChecksums,
        LocalNetworks local,
        List<ProtocolAnalyzer> analyzers,
        Set<String> disabled,
        DetectorSettings detectors,
        Timeline<SigmaRules> sigma,
        Optional<ExtractSettings> extract,
        boolean namesSensors,
        StatisticsConfig statistics,
        long shuntAfter) {
    /** Every detector as it is; packets with wrong checksums are left out. */
    public static final AnalysisConfig DEFAULT =
            new AnalysisConfig(false, LocalNetworks.PRIVATE, DetectorSettings.DEFAULT);

    /**
     * For packets that are analysed again: captures are not told of anything.
     *
     * @param without what is not analysed, beside what is switched off already
     */
    public AnalysisConfig again(Set<String> without) {
        Set<String> off = new HashSet<>(disabled);
        off.addAll(without);
        return new AnalysisConfig(
                ignoreChecksums, local, analyzers, off, detectors, sigma, extract, namesSensors, statistics, 0);
    }

    /** What the site's detectors weigh that Brook does not know, and lines of the site's logs: workers may report them, too. */
    List<Schema> siteEvidence() {
        return Stream.concat(
                        detectors.site().stream().map(SiteDetector::records),
                        analyzers.stream().map(ProtocolAnalyzer::logs))
                .flatMap(List::stream)
                .map(SpecificData.get()::getSchema)
                .toList();
    }

    /** Everything is analysed, and no files are written. */
    public AnalysisConfig(boolean ignoreChecksums, LocalNetworks local, DetectorSettings detectors) {
        this(
                ignoreChecksums,
                local,
                Analyzers.ALL,
                Set.of(),
                detectors,
                new Timeline<>(SigmaRules.NONE),
                Optional.empty(),
                false,
                StatisticsConfig.DEFAULT,
                0);
    }
}
