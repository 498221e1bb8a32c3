package io.brook.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.testing.PacketBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pair of TCP segments, and every SYN on every sort of connection: which connection each belongs to, and what becomes of
 * it. The expectations are in {@code tcp-segments.tsv}, which says how they follow from Zeek's rules.
 */
class TcpSegmentsTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final List<String> FLAGS = List.of("F", "S", "R", "", "A");

    /** One line of the table. */
    record Case(String packets, String rule, String connections, String oddities) {
        static Case of(String line) {
            String[] columns = line.split("\t");
            return new Case(columns[0], columns[1], columns[2], columns[3]);
        }

        @Override
        public String toString() {
            return packets + " (" + rule + ")";
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream table = TcpSegmentsTest.class.getResourceAsStream("tcp-segments.tsv")) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Case::of);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void belongToTheConnectionsThatZeekSays(Case c) {
        Wire wire = Wire.withoutProtocols();
        for (String word : c.packets.split(" ")) {
            if (word.contains(":")) {
                wire.send(packet(word));
            } else {
                wire.pass((Math.round(Double.parseDouble(word) * 1000) - 1) / 1000.0);
            }
        }
        RecordingEmitter out = wire.end();
        String lines = out.connections().stream()
                .sorted((a, b) -> Long.compare(a.getTs(), b.getTs()))
                .map(TcpSegmentsTest::summary)
                .collect(Collectors.joining(" | "));
        assertThat(lines).isEqualTo(c.connections);
        String oddities = String.join(" ", out.weirdNames());
        assertThat(oddities.isEmpty() ? "-" : oddities).isEqualTo(c.oddities);
        assertThat(out.connections().stream().map(ConnLog::getUid)).doesNotHaveDuplicates();
    }

    @Test
    void theTableHasEveryRule() throws IOException {
        assertThat(cases().map(Case::rule).collect(Collectors.groupingBy(rule -> rule, Collectors.counting())))
                .containsOnlyKeys(
                        "no-syn",
                        "syn-ack",
                        "known-number",
                        "reversed",
                        "other-number-unanswered",
                        "other-number-active",
                        "closed-by-reset",
                        "closed-by-one",
                        "closed-just-now",
                        "attempt-delay",
                        "close-delay",
                        "inactivity");
        assertThat(cases().count()).isGreaterThan(1000);
    }

    /** Written as SENDER:FLAGS:SEQUENCE+PAYLOAD. */
    private static byte[] packet(String word) {
        String[] parts = word.split("[:+]", -1);
        boolean client = parts[0].equals("a");
        int flags = parts[1].chars()
                .map(flag -> 1 << FLAGS.indexOf(Character.toString(flag)))
                .sum();
        PacketBuilder packet =
                client ? PacketBuilder.tcp(CLIENT, 40000, SERVER, 80) : PacketBuilder.tcp(SERVER, 80, CLIENT, 40000);
        boolean acknowledges = (flags & PacketBuilder.ACK) != 0;
        return packet.flags(flags)
                .sequence(Long.parseLong(parts[2]))
                .acknowledgment(acknowledges ? client ? 5001 : 1001 : 0)
                .payload(parts.length > 3 ? Integer.parseInt(parts[3]) : 0)
                .ip();
    }

    private static String summary(ConnLog line) {
        boolean client = line.getId().getOrigH().equals(CLIENT);
        return (client ? "a " : "b ")
                + line.getConnState()
                + ' '
                + (line.getHistory() == null ? "-" : line.getHistory())
                + ' '
                + line.getOrigPkts()
                + '/'
                + line.getRespPkts()
                + ' '
                + bytes(line.getOrigBytes())
                + '/'
                + bytes(line.getRespBytes());
    }

    private static String bytes(Long number) {
        return number == null ? "-" : number.toString();
    }
}
