package io.brook.deploy.reference;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.registry.Analyzers;
import io.brook.schemas.log.LogStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of all protocols and all logs, for the page that everybody sees first. */
final class Overview {
    private Overview() {}

    static String text() {
        return "Protocols, as conn.log calls them: "
                + list(Analyzers.ALL.stream().map(ProtocolAnalyzer::name)) + "; and tunnels below them.\n\nLogs: "
                + list(LogStream.ALL.stream().map(LogStream::path)) + ".\n";
    }

    private static String list(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }
}
