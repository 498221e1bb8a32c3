package io.brook.capture.trim;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.registry.Analyzers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The producer knows on which ports workers look for other protocols than TLS. */
class OtherProtocolsTest {
    private static final String TLS = "ssl";

    @Test
    void knowsEveryPortOfEveryAnalyzer() {
        List<String> unknown = Analyzers.ALL.stream()
                .filter(analyzer -> !analyzer.name().equals(TLS))
                .flatMap(analyzer -> analyzer.tcpPorts().stream()
                        .filter(port -> !OtherProtocols.isExpectedOn(port))
                        .map(port -> analyzer.name() + " on " + port))
                .toList();
        assertThat(unknown).as("to be added to OtherProtocols").isEmpty();
    }

    @Test
    void trimsOnThePortsOfTls() {
        List<Integer> excepted = Analyzers.ALL.stream()
                .filter(analyzer -> analyzer.name().equals(TLS))
                .map(ProtocolAnalyzer::tcpPorts)
                .flatMap(ports -> ports.stream().filter(OtherProtocols::isExpectedOn))
                .toList();
        assertThat(excepted).isEmpty();
    }
}
