package io.brook.deploy.reference;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.registry.WeirdTable;
import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables of the oddities below protocols, and of those of each protocol. */
final class WeirdTables {
    private WeirdTables() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        List<Weird> others = new ArrayList<>(WeirdTable.ALL);
        for (ProtocolAnalyzer analyzer : Analyzers.ALL) {
            others.removeAll(analyzer.weirds());
        }
        section("Packets, connections, lines, messages", "", others, text);
        for (ProtocolAnalyzer analyzer : Analyzers.ALL) {
            if (!analyzer.weirds().isEmpty()) {
                section(analyzer.name(), analyzer.name().toUpperCase(Locale.ROOT), analyzer.weirds(), text);
            }
        }
        return text.toString();
    }

    private static void section(String title, String analyzer, List<? extends Weird> weirds, StringBuilder text) {
        Table table = new Table("weird", "source", "action");
        for (Weird weird : weirds) {
            Oddity oddity = weird.oddity();
            String source = oddity.source(analyzer);
            table.row(
                    Table.code(oddity.name()),
                    source == null ? "" : source.isEmpty() ? "the analyzer" : source,
                    oddity.action().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        text.append(text.isEmpty() ? "" : "\n")
                .append("## ")
                .append(title)
                .append("\n\n")
                .append(table);
    }
}
