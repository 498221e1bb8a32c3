package io.brook.analysis.topology;

import io.brook.analysis.engine.LocalNetworks;
import io.brook.analysis.file.extract.ExtractSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What the workers can be told.
 *
 * @param ignoreChecksums analyse packets whose checksums are wrong, as traces of a sending machine's own traffic have them
 * @param local the site's own networks
 * @param scanThreshold distinct targets that did not answer before their source is a scanner
 * @param scanInterval the time in which they are counted
 * @param extract which files are written where, if any
 */
public record AnalysisConfig(
        boolean ignoreChecksums,
        LocalNetworks local,
        int scanThreshold,
        Duration scanInterval,
        Optional<ExtractSettings> extract) {
    /** No files are written. */
    public AnalysisConfig(boolean ignoreChecksums, LocalNetworks local, int scanThreshold, Duration scanInterval) {
        this(ignoreChecksums, local, scanThreshold, scanInterval, Optional.empty());
    }
}
