package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code brook process --metrics}. */
@Timeout(600)
class ProcessMetricsTest {
    private static final Pattern URL = Pattern.compile("serves metrics at (http://127\\.0\\.0\\.1:\\d+/metrics)");

    @TempDir
    private Path directory;

    @Test
    void servesThoseOfAllStagesWhileItRuns() throws Exception {
        StringWriter err = new StringWriter();
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> BrookCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(
                        "process",
                        "--quiet",
                        "--metrics",
                        "127.0.0.1:0",
                        "--log-dir",
                        directory.toString(),
                        Samples.OFFICE.toString()));
        String last = "";
        while (!status.isDone()) {
            String body = scrape(err.toString());
            last = body.isEmpty() ? last : body;
            status.copy().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).get();
        }
        assertThat(status.get()).as(err::toString).isZero();
        assertThat(last)
                .contains(
                        "brook_ready{role=\"process\"}",
                        "brook_worker_packets_total{role=\"process\"}",
                        "brook_notices_total{",
                        "brook_logger_late_lines_total{role=\"process\"}",
                        "kafka_consumer_");
    }

    @Test
    void anAddressThatIsTakenOrNoneIsRefusedInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli refused = Cli.run("process", "--metrics", "127.0.0.1:" + taken.getLocalPort(), Samples.OFFICE);
            assertThat(refused.status()).as(refused.err()).isEqualTo(2);
            assertThat(refused.err().lines()).hasSize(1);
            assertThat(refused.err()).contains("127.0.0.1:" + taken.getLocalPort());
        }
        Cli nonsense = Cli.run("process", "--metrics", "here", Samples.OFFICE);
        assertThat(nonsense.status()).isEqualTo(2);
        assertThat(nonsense.err()).contains("--metrics", "host:port");
    }

    /** Empty while it does not serve them. */
    private static String scrape(String said) throws InterruptedException {
        Matcher url = URL.matcher(said);
        if (!url.find()) {
            return "";
        }
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url.group(1))).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        }
    }
}
