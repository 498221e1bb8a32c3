package io.brook.analysis.engine;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.registry.Analyzers;
import java.util.List;
import java.util.function.Predicate;

/**
 * The protocols that connections are analysed for.
 *
 * @param analyzers the protocols, at most {@value #MOST}
 * @param enabled whether a protocol, by its name, or a part of one is analysed; asked for every connection, so the answer may
 *     change
 */
public record Analyses(List<ProtocolAnalyzer> analyzers, Predicate<String> enabled) {
    /** There is a bit for each in a connection's state. */
    public static final int MOST = Long.SIZE;

    /** All that Brook has. */
    public static final Analyses ALL = new Analyses(Analyzers.ALL, type -> true);
}
