package io.brook.analysis.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every protocol's opening on every other protocol's ports, and on one that nobody has, with all protocols switched on: what is
 * said is what Zeek's rules give. The files openings.txt and pairs.txt are the table.
 */
class DetectionPairsTest {
    private static final int NOBODYS = 7777;

    private static final PairRules RULES = PairRules.read();

    static Stream<Opening> openings() throws IOException {
        return Opening.all().stream();
    }

    @ParameterizedTest
    @MethodSource("openings")
    void isTakenForWhatZeekTakesItFor(Opening opening) {
        Set<String> anywhere = opening.saidOn(NOBODYS);
        TreeMap<Integer, Set<String>> expected = new TreeMap<>();
        TreeMap<Integer, String> protocols = new TreeMap<>();
        for (ProtocolAnalyzer analyzer : Analyzers.ALL) {
            for (int port : opening.datagrams() ? analyzer.udpPorts() : analyzer.tcpPorts()) {
                Set<String> more =
                        expected.computeIfAbsent(port, each -> new TreeSet<>(RULES.anywhere(opening.name())));
                RULES.apply(opening.name(), analyzer.name(), port, more);
                protocols.merge(port, analyzer.name(), (one, other) -> one + '/' + other);
            }
        }
        List<String> wrong = new ArrayList<>();
        if (!anywhere.equals(RULES.anywhere(opening.name()))) {
            wrong.add("anywhere: " + changes(Set.of(), anywhere));
        }
        expected.forEach((port, said) -> {
            Set<String> found = opening.saidOn(port);
            if (!found.equals(said)) {
                wrong.add(protocols.get(port) + ' ' + port + ": " + changes(anywhere, found));
            }
        });
        assertThat(wrong)
                .as("what pairs.txt does not say of %s, in its own form", opening.name())
                .isEmpty();
    }

    private static String changes(Set<String> before, Set<String> after) {
        return Stream.concat(
                        after.stream().filter(each -> !before.contains(each)).map(each -> "+ " + each),
                        before.stream().filter(each -> !after.contains(each)).map(each -> "- " + each))
                .collect(Collectors.joining("; "));
    }
}
