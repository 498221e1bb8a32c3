package io.brook.deploy.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.diff.Difference.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDiffTest {
    private static final String CONN = "ts uid id.orig_h service";

    @TempDir
    private Path directory;

    private Path before;
    private Path after;

    @BeforeEach
    void makeDirectories() throws IOException {
        before = Files.createDirectory(directory.resolve("before"));
        after = Files.createDirectory(directory.resolve("after"));
    }

    @Test
    void ignoresTheTimesInHeadersAndFooters() throws Exception {
        write(before, "conn", "2000-01-01", CONN, "1.0 C1 10.0.0.1 http");
        write(after, "conn", "2020-02-02", CONN, "1.0 C1 10.0.0.1 http");
        LogDiff diff = diff("conn");
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.same()).isEqualTo(1);
    }

    @Test
    void tellsNewGoneAndChangedLinesByTheirIdentifiers() throws Exception {
        write(before, "conn", "", CONN, "1.0 C1 10.0.0.1 http", "2.0 C2 10.0.0.2 -", "3.0 C3 10.0.0.3 dns");
        write(after, "conn", "", CONN, "2.0 C2 10.0.0.2 ssl", "3.0 C3 10.0.0.3 dns", "4.0 C4 10.0.0.4 dns");
        LogDiff diff = diff("conn");
        assertThat(diff.same()).isEqualTo(1);
        assertThat(described(diff)).containsExactly("GONE C1 null []", "CHANGED C2 C2 [service]", "NEW null C4 []");
        assertThat(diff.count(Kind.NEW)).isEqualTo(1);
    }

    @Test
    void comparesLinesThatStandElsewhere() throws Exception {
        List<String> lines = IntStream.range(0, 1000)
                .mapToObj(i -> i + ".0 C" + i + " 10.0.0.1 -")
                .collect(Collectors.toList());
        write(before, "conn", "", CONN, lines.toArray(String[]::new));
        Collections.reverse(lines);
        write(after, "conn", "", CONN, lines.toArray(String[]::new));
        assertThat(diff("conn").isEmpty()).isTrue();
    }

    @Test
    void countsEqualLines() throws Exception {
        String twice = "1.0 C1 10.0.0.1 http";
        write(before, "conn", "", CONN, twice, twice, twice);
        write(after, "conn", "", CONN, twice);
        LogDiff diff = diff("conn");
        assertThat(diff.same()).isEqualTo(1);
        assertThat(diff.count(Kind.GONE)).isEqualTo(2);
    }

    @Test
    void pairsTheLinesOfOneConnectionByTheirTimes() throws Exception {
        String columns = "ts uid trans_depth uri";
        write(before, "http", "", columns, "1.0 C1 1 /a", "2.0 C1 2 /b", "3.0 C1 3 /c");
        write(after, "http", "", columns, "2.0 C1 2 /x", "3.0 C1 3 /c");
        assertThat(described(diff("http"))).containsExactly("GONE C1 null []", "CHANGED C1 C1 [uri]");
    }

    @Test
    void pairsALineThatIsTheOnlyOneOfItsIdentifierWhateverItsTime() throws Exception {
        write(before, "x509", "", "ts fingerprint san", "1.0 abc x");
        write(after, "x509", "", "ts fingerprint san", "9.0 abc x");
        assertThat(diff("x509").differences())
                .singleElement()
                .satisfies(each -> assertThat(each.changedColumns()).containsExactly("ts"));
    }

    @Test
    void recognisesLinesWithoutIdentifiersByTimeAndSubject() throws Exception {
        String columns = "ts host port_num port_proto service";
        write(before, "known_services", "", columns, "1.0 10.0.0.1 80 tcp HTTP", "1.0 10.0.0.1 22 tcp SSH");
        write(after, "known_services", "", columns, "1.0 10.0.0.1 80 tcp -", "2.0 10.0.0.1 22 tcp SSH");
        assertThat(diff("known_services").differences())
                .extracting(Difference::kind)
                .containsExactly(Kind.CHANGED, Kind.GONE, Kind.NEW);
    }

    @Test
    void doesNotTakeAnotherWeirdForAChange() throws Exception {
        write(before, "weird", "", "ts uid name", "1.0 C1 data_before_established");
        write(after, "weird", "", "ts uid name", "1.0 C1 inappropriate_FIN");
        assertThat(diff("weird").differences()).extracting(Difference::kind).containsExactly(Kind.GONE, Kind.NEW);
    }

    @Test
    void comparesCommonColumnsAndNamesTheOthers() throws Exception {
        write(before, "conn", "", "ts uid service old", "1.0 C1 http x");
        write(after, "conn", "", "ts new uid service", "1.0 y C1 http");
        LogDiff diff = diff("conn");
        assertThat(diff.differences()).isEmpty();
        assertThat(diff.columnsGone()).containsExactly("old");
        assertThat(diff.columnsNew()).containsExactly("new");
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void comparesJsonLines() throws Exception {
        Files.writeString(before.resolve("dns.log"), "{\"ts\":1.5,\"uid\":\"C1\",\"answers\":[\"a\",\"b\"]}\n");
        Files.writeString(after.resolve("dns.log"), "{\"ts\":1.5,\"uid\":\"C1\",\"answers\":[\"a\"],\"AA\":true}\n");
        assertThat(diff("dns").differences()).singleElement().satisfies(each -> {
            assertThat(each.before().values()).containsEntry("answers", "a,b");
            assertThat(each.changedColumns()).containsExactly("answers", "AA");
        });
    }

    @Test
    void findsTheLogsOfEachSensorAndThoseThatOneRunLacks() throws Exception {
        Files.createDirectory(before.resolve("campus"));
        write(before.resolve("campus"), "conn", "", CONN, "1.0 C1 10.0.0.1 http");
        write(after, "conn", "", CONN, "1.0 C1 10.0.0.1 http");
        assertThat(LogDiff.names(new DirectoryLogs(before), new DirectoryLogs(after)))
                .containsExactly("campus/conn", "conn");
        assertThat(diff("campus/conn").count(Kind.GONE)).isEqualTo(1);
        assertThat(diff("conn").count(Kind.NEW)).isEqualTo(1);
    }

    @Test
    void refusesWhatItCannotCompare() throws Exception {
        write(before, "conn", "", CONN, "1.0 C1 10.0.0.1 http");
        Files.writeString(after.resolve("conn.log"), "{\"ts\":1.0}\n");
        assertThatThrownBy(() -> diff("conn"))
                .isInstanceOf(RunException.class)
                .hasMessage("log conn is tab-separated in one run and JSON in the other; compare logs of one format");
        Files.writeString(after.resolve("conn.log"), "nothing of the kind\n");
        assertThatThrownBy(() -> diff("conn"))
                .hasMessage(after.resolve("conn.log") + " is no log: it has neither a line #fields nor JSON objects");
        Files.write(after.resolve("conn.log"), new byte[] {(byte) 0xff, '\n'});
        assertThatThrownBy(() -> diff("conn"))
                .hasMessage("cannot read " + after.resolve("conn.log") + ": it is not in UTF-8");
    }

    private LogDiff diff(String name) throws RunException {
        return LogDiff.of(name, new DirectoryLogs(before), new DirectoryLogs(after));
    }

    private static List<String> described(LogDiff diff) {
        return diff.differences().stream()
                .map(each -> each.kind() + " "
                        + (each.before() == null ? null : each.before().values().get("uid")) + " "
                        + (each.after() == null ? null : each.after().values().get("uid")) + " "
                        + (each.kind() == Kind.CHANGED ? each.changedColumns() : List.of()))
                .toList();
    }

    private static void write(Path folder, String log, String opened, String columns, String... lines)
            throws IOException {
        StringBuilder text = new StringBuilder("#separator \\x09\n#path\t" + log + "\n#open\t" + opened + "\n#fields\t"
                + columns.replace(' ', '\t') + "\n");
        for (String line : lines) {
            text.append(line.replace(' ', '\t')).append('\n');
        }
        text.append("#close\t").append(opened).append('\n');
        Files.writeString(folder.resolve(log + ".log"), text);
    }
}
