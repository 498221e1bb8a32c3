package io.brook.deploy.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.deploy.cron.ConnectionSummaries.Summary;
import io.brook.deploy.host.PropertiesFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionSummariesTest {
    private static final String LOG = """
            #separator \\x09
            #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state
            #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring
            1700000000.000000\tC1\t192.0.2.1\t1025\t198.51.100.1\t80\ttcp\thttp\t1.0\t10\t20\tSF
            """;

    @TempDir
    private Path directory;

    private final List<Summary> mailed = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private String unpacker;
    private Instant now = Instant.now();

    @Test
    void whatIsArchivedLaterIsMailedOnceAndInOrder() throws Exception {
        archive("2023-11-14/conn.20:00:00-21:00:00.log.gz");
        run(true);
        assertThat(mailed).as("what is old already").isEmpty();

        archive("2023-11-15/conn.00:00:00-01:00:00.log.gz");
        archive("2023-11-14/conn.21:00:00-22:00:00.log");
        archive("2023-11-14/dns.21:00:00-22:00:00.log.gz");
        archive("stats/conn.21:00:00-22:00:00.log");
        run(false);
        assertThat(mailed).as("tried until it is taken").hasSize(1);
        mailed.clear();

        run(true);
        run(true);
        assertThat(mailed)
                .extracting(Summary::subject)
                .containsExactly(
                        "Connection summary from 21:00:00-22:00:00", "Connection summary from 00:00:00-01:00:00");
        assertThat(mailed.get(0).text()).contains("Total", "192.0.2.1", "http");
    }

    @Test
    void whereNothingIsArchivedNothingIsMailed() throws Exception {
        run(true);
        archive("2023-11-14/conn.20:00:00-21:00:00.log.gz");
        run(true);
        assertThat(mailed).hasSize(1);
    }

    @Test
    void lateLinesAreMailedToo() throws Exception {
        run(true);
        archive("2023-11-14/conn.21:00:00-22:00:00.log.gz");
        run(true);
        archive("2023-11-14/conn.20:00:00-21:00:00-2.log.gz");
        run(true);
        run(true);
        assertThat(mailed)
                .extracting(Summary::subject)
                .containsExactly(
                        "Connection summary from 21:00:00-22:00:00",
                        "Connection summary from 20:00:00-21:00:00, late lines");
    }

    @Test
    void whatIsKnownIsForgottenAfterAWhileAndNotMailedAgain() throws Exception {
        run(true);
        archive("2023-11-14/conn.21:00:00-22:00:00.log.gz");
        run(true);
        now = now.plus(Duration.ofHours(2));
        run(true);
        run(true);
        assertThat(mailed).hasSize(1);
        assertThat(Files.readString(directory.resolve("cron.properties"))).doesNotContain("conn.");
    }

    @Test
    void otherCompressorsAreUnpacked() throws Exception {
        run(true);
        Path plain = Files.writeString(directory.resolve("plain"), LOG);
        for (String program : List.of("zstd", "xz", "bzip2", "lz4")) {
            assumeTrue(isThere(program), "needs " + program);
        }
        pack(plain, "zstd -q", "2023-11-14/conn.00:00:00-01:00:00.log.zst");
        pack(plain, "xz", "2023-11-14/conn.01:00:00-02:00:00.log.xz");
        pack(plain, "bzip2", "2023-11-14/conn.02:00:00-03:00:00.log.bz2");
        pack(plain, "lz4 -q", "2023-11-14/conn.03:00:00-04:00:00.log.lz4");
        unpacker = "bzip2";
        pack(plain, "bzip2", "2023-11-14/conn.04:00:00-05:00:00.log.packed");
        run(true);
        assertThat(complaints).isEmpty();
        assertThat(mailed).hasSize(5).allMatch(mail -> mail.text().contains("192.0.2.1"));
        assertThat(mailed).allMatch(mail -> mail.html().contains("<td>192.0.2.1</td>"));
    }

    @Test
    void aFileThatCannotBeUnpackedIsNamedOnce() throws Exception {
        run(true);
        Path file = directory.resolve("logs/2023-11-14/conn.00:00:00-01:00:00.log.xz");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "no such thing");
        archive("2023-11-14/conn.01:00:00-02:00:00.log.gz");
        run(true);
        run(true);
        assertThat(complaints).singleElement().asString().startsWith("no summary of " + file + ": ");
        assertThat(mailed).hasSize(1);
    }

    private static boolean isThere(String program) {
        return Stream.of("/usr/bin", "/bin").anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void pack(Path plain, String program, String name) throws Exception {
        Path file = directory.resolve("logs").resolve(name);
        Files.createDirectories(file.getParent());
        Process packing = new ProcessBuilder(program.split(" "))
                .redirectInput(plain.toFile())
                .redirectOutput(file.toFile())
                .start();
        assertThat(packing.waitFor()).isZero();
    }

    private void run(boolean taken) throws Exception {
        PropertiesFile memory = Cron.memory(directory);
        new ConnectionSummaries(directory.resolve("logs"), null, unpacker, memory, now)
                .run(
                        summary -> {
                            mailed.add(summary);
                            return taken;
                        },
                        complaints::add);
        memory.write();
    }

    private void archive(String name) throws IOException {
        Path file = directory.resolve("logs").resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            out.write(LOG.getBytes(StandardCharsets.UTF_8));
        }
    }
}
