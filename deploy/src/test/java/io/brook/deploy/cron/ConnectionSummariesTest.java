package io.brook.deploy.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.cron.ConnectionSummaries.Summary;
import io.brook.deploy.host.PropertiesFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private void run(boolean taken) throws Exception {
        PropertiesFile memory = Cron.memory(directory);
        new ConnectionSummaries(directory.resolve("logs"), null, memory).run(summary -> {
            mailed.add(summary);
            return taken;
        });
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
