package io.brook.analysis.topology;

import java.time.Duration;

/**
 * What the workers can be told.
 *
 * @param ignoreChecksums analyse packets whose checksums are wrong, as traces of a sending machine's own traffic have them
 * @param scanThreshold distinct targets that did not answer before their source is a scanner
 * @param scanInterval the time in which they are counted
 */
public record AnalysisConfig(boolean ignoreChecksums, int scanThreshold, Duration scanInterval) {}
