package io.brook.analysis.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import java.io.IOException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        TreeMap<String, Set<String>> found = new TreeMap<>();
        TreeMap<String, Set<String>> expected = new TreeMap<>();
        found.put("anywhere", opening.saidOn(NOBODYS));
        expected.put("anywhere", RULES.anywhere(opening.name()));
        for (ProtocolAnalyzer analyzer : Analyzers.ALL) {
            for (int port : opening.datagrams() ? analyzer.udpPorts() : analyzer.tcpPorts()) {
                Set<String> more = expected.computeIfAbsent(
                        String.valueOf(port), each -> new TreeSet<>(RULES.anywhere(opening.name())));
                RULES.apply(opening.name(), analyzer.name(), port, more);
                found.computeIfAbsent(String.valueOf(port), each -> opening.saidOn(port));
            }
        }
        assertThat(found).isEqualTo(expected);
    }
}
