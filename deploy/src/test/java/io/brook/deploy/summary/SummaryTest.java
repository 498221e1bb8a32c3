package io.brook.deploy.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.analysis.site.LocalNetworks;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.diff.FileLines;
import io.brook.deploy.diff.LogLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private static final String TSV = """
            #separator \\x09
            #path\tconn
            #fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state
            1700000000.500000\t192.0.2.1\t1024\t203.0.113.9\t443\ttcp\tssl\t10.250000\t1500\t20000\tSF
            1700000001.000000\t192.0.2.1\t1025\t203.0.113.9\t443\ttcp\tssl\t1.000000\t500\t3000\tSF
            1700000002.000000\t198.51.100.7\t4000\t192.0.2.2\t53\tudp\tdns\t-\t-\t-\tS0
            1700000003.000000\t2001:db8:1:2:3:4:5:6\t4000\tff02::fb\t5353\tudp\t-\t-\t-\t-\tS0
            #close\t2023-11-14-22-13-31
            """;

    @TempDir
    private Path directory;

    @Test
    void printsWhatTraceSummaryPrints() throws Exception {
        assertThat(summary(null, file("conn.log", TSV))).isEqualTo("""

                        >== Total === 2023-11-14-22-13-20 - 2023-11-14-22-13-30
                           - Connections   4.0 - Payload 25.0k -
                             Ports        | Sources                        | Destinations              | Services           | Protocols | States        |
                             443    50.0% | 192.0.2.1                50.0% | 203.0.113.9         50.0% | ssl          50.0% | 17  50.0% | S0      50.0% |
                             53     25.0% | 198.51.100.7             25.0% | 192.0.2.2           25.0% | -            25.0% | 6   50.0% | SF      50.0% |
                             5353   25.0% | 2001:db8:1:2:3:4:5:6     25.0% | ff02::fb            25.0% | dns          25.0% |           |               |


                        First: 2023-11-14-22-13-20 (1700000000.500000) Last: 2023-11-14-22-13-30 (1700000010.750000)
                        """);
    }

    @Test
    void tellsDirectionsApart() throws Exception {
        String text = summary(LocalNetworks.of(List.of("192.0.2.0/24")), file("conn.log", TSV));
        assertThat(text)
                .contains(
                        ">== Incoming === 2023-11-14-22-13-22 - 2023-11-14-22-13-22\n   - Connections   1.0 - Payload 0 -\n",
                        ">== Outgoing === 2023-11-14-22-13-20 - 2023-11-14-22-13-30\n   - Connections   2.0 - Payload 25.0k -\n",
                        ">== 1 connections did not have any local address. Here are the first:\n\n"
                                + "    2001:db8:1:2:3:4:5:6 <-> ff02::fb\n");
    }

    @Test
    void isAPageOfHtmlAsWell() throws Exception {
        TrafficSummary summary = new TrafficSummary(null);
        String hostile = TSV.replace("ssl\t1.0", "<script>alert(1)</script>\t1.0");
        try (LogLines lines = new FileLines(file("conn.log", hostile))) {
            summary.add(lines);
        }
        String html = SummaryHtml.of(summary, "Connection summary <1>", 10);
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<h2 style=\"font-size:18px\">Connection summary &lt;1&gt;</h2>",
                        "4.0 connections, 25.0k bytes of payload, from 2023-11-14-22-13-20 to 2023-11-14-22-13-30 (UTC)",
                        "New connections in 1 s each; the highest column is 1:",
                        "<tr><td>192.0.2.1</td><td align=\"right\">50.0%</td><td><table cellspacing=\"0\" cellpadding=\"0\""
                                + " width=\"120\"><tr><td width=\"60\" bgcolor=\"#3b6ea5\">",
                        "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "<img", "<svg", "http:", "https:");
    }

    @Test
    void partsOfTimeGrow() {
        Timeline timeline = new Timeline();
        for (int i = 0; i < 3600; i++) {
            timeline.add(1_700_000_000 + i);
        }
        timeline.add(Double.NaN);
        assertThat(timeline.seconds()).isEqualTo(64);
        assertThat(timeline.parts()).hasSizeBetween(57, Timeline.PARTS).endsWith(16L);
        assertThat(timeline.parts().stream().mapToLong(Long::longValue).sum()).isEqualTo(3600);
        timeline.add(0);
        assertThat(timeline.parts()).hasSizeLessThanOrEqualTo(Timeline.PARTS).startsWith(1L);
        timeline.add(1e300);
        timeline.add(-1e300);
        assertThat(timeline.parts()).hasSizeLessThanOrEqualTo(Timeline.PARTS);
        assertThat(timeline.parts().stream().mapToLong(Long::longValue).sum()).isEqualTo(3603);
    }

    @Test
    void readsArchivedFilesAndJson() throws Exception {
        Path archived = directory.resolve("conn.22:00:00-23:00:00.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archived))) {
            out.write(TSV.getBytes(StandardCharsets.UTF_8));
        }
        Path json = file(
                "conn.log",
                "{\"ts\":1700000000.5,\"id.orig_h\":\"192.0.2.1\",\"id.resp_h\":\"192.0.2.3\",\"id.resp_p\":22,"
                        + "\"proto\":\"tcp\",\"conn_state\":\"SF\",\"orig_bytes\":1000000}\n");
        assertThat(summary(null, archived, json)).contains("Connections   5.0 - Payload  1.0m", "22     20.0%");
    }

    @Test
    void leavesOutWhatIsNoConnection() throws Exception {
        assertThat(summary(null, file("conn.log", TSV + "torn\n1.0\t-\n")))
                .contains("Connections   4.0", "2 lines could not be read and are left out.");
        Path text = file("README", "not a log\n");
        assertThatThrownBy(() -> summary(null, text))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("is no log");
    }

    @Test
    void hasNothingToSayOfNoConnections() throws Exception {
        assertThat(summary(LocalNetworks.PRIVATE))
                .contains(">== Total === N/A - N/A\n   - Connections     0 - Payload 0 -\n".replace("    0", "0"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static String summary(LocalNetworks local, Path... files) throws RunException {
        TrafficSummary summary = new TrafficSummary(local);
        for (Path file : files) {
            try (LogLines lines = new FileLines(file)) {
                summary.add(lines);
            }
        }
        return SummaryText.of(summary, 10);
    }
}
