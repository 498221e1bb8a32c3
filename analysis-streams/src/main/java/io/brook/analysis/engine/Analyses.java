package io.brook.analysis.engine;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.registry.Analyzers;
import java.util.List;
import java.util.function.Predicate;

/**
 * The protocols that connections are analysed for.
 *
 * @param analyzers the protocols, at most 64
 * @param enabled whether a protocol, by its name, or a part of one is analysed; asked for every connection, so the answer may
 *     change
 */
public record Analyses(List<ProtocolAnalyzer> analyzers, Predicate<String> enabled) {
    /** All that there is. */
    public static final Analyses ALL = new Analyses(Analyzers.ALL, type -> true);
}
