package io.brook.deploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With Apicurio's registry as a process, where its archive and a Java for it are there. */
@Timeout(180)
class RegistryServerTest extends RegistryContract {
    private static final Path ARCHIVE = Path.of(
            System.getProperty("user.home"),
            ".m2/repository/io/apicurio/apicurio-registry-app/3.3.3/apicurio-registry-app-3.3.3-all.tar.gz");

    /** It needs Java 21; the JVMs of a Debian machine are there. */
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private static final int STARTING_S = 60;

    @TempDir
    private static Path directory;

    private static Process server;
    private static URI address;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                Files.exists(ARCHIVE),
                "the registry is not in the local Maven repository; 159 MB, with:"
                        + " mvn dependency:get -Dartifact=io.apicurio:apicurio-registry-app:3.3.3:tar.gz:all");
        Optional<Path> java = newJava();
        assumeTrue(java.isPresent(), "there is no Java 21 or newer in " + JVMS + " for the registry");
        Process unpack = new ProcessBuilder("tar", "xzf", ARCHIVE.toString(), "-C", directory.toString()).start();
        assertThat(unpack.waitFor()).isZero();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder(
                        java.get().toString(),
                        "-Xmx256m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dapicurio.storage.kind=sql",
                        "-jar",
                        directory.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        address = URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
        awaitAnswer();
    }

    private static void awaitAnswer() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/subjects")).build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTING_S);
        while (true) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            assertThat(server.isAlive() && System.nanoTime() < end)
                    .as(() -> output())
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static String output() {
        try {
            return Files.readString(directory.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Optional<Path> newJava() throws IOException {
        if (Runtime.version().feature() >= 21) {
            return Optional.of(Path.of(System.getProperty("java.home"), "bin", "java"));
        }
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        List<Path> homes;
        try (Stream<Path> all = Files.list(JVMS)) {
            homes = all.sorted().toList();
        }
        for (Path home : homes) {
            Path release = home.resolve("release");
            if (Files.exists(release)
                    && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(2[1-9]|[3-9]\\d).*")) {
                return Optional.of(home.resolve("bin").resolve("java"));
            }
        }
        return Optional.empty();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly();
            server.waitFor();
        }
    }

    @Override
    URI address() {
        return address;
    }
}
