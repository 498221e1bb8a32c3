package io.brook.deploy.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.testing.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Clients and servers that people use, on a link of their own. */
final class Traffic {
    static final String[] TOOLS = {"python3", "curl", "openssl", "dnsmasq", "ssh", "sshd", "ssh-keygen"};

    private static final int CLIENT_S = 30;
    private static final String SERVER = "10.9.0.2";

    private final Namespaces network;
    private final Path directory;
    private final String python;

    private Traffic(Namespaces network, Path directory) {
        this.network = network;
        this.directory = directory;
        python = Path.of("src", "test", "resources", "live", "servers.py")
                .toAbsolutePath()
                .toString();
    }

    /** Starts the servers, and returns when they serve. */
    static Traffic start(Namespaces network, Path directory) throws Exception {
        Traffic traffic = new Traffic(network, Files.createDirectories(directory));
        traffic.serve();
        return traffic;
    }

    private void serve() throws Exception {
        Path web = Files.createDirectories(directory.resolve("web"));
        Files.writeString(web.resolve("page.html"), "<html>" + "<p>Hello</p>".repeat(20_000) + "</html>");
        server("http", "python3", "-m", "http.server", "--bind", SERVER, "-d", web.toString(), "80");
        server("dns", "dnsmasq", "-k", "-h", "-R", "--user=root", "--pid-file=", "--address=/example.test/192.0.2.7");
        Path key = directory.resolve("key.pem");
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                key.toString(),
                "-out",
                key + ".crt",
                "-subj",
                "/CN=www.example.test",
                "-days",
                "30");
        server(
                "https",
                "openssl",
                "s_server",
                "-accept",
                SERVER + ":443",
                "-key",
                key.toString(),
                "-cert",
                key + ".crt",
                "-www",
                "-tls1_2");
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                directory.resolve("host").toString());
        Files.createDirectories(Path.of("/run/sshd"));
        server(
                "ssh",
                "/usr/sbin/sshd",
                "-D",
                "-e",
                "-f",
                "/dev/null",
                "-h",
                directory.resolve("host").toString(),
                "-o",
                "ListenAddress=" + SERVER,
                "-o",
                "PidFile=none",
                "-o",
                "UsePAM=no");
        Path small = server("ftp and smtp", "python3", python, "serve", SERVER);
        Awaiting.until(() -> Awaiting.text(small).contains("serving"), () -> Awaiting.text(small));
        for (int port : new int[] {80, 443, 22, 21, 25, 53}) {
            // On the server's own side of the link, where nobody captures.
            Awaiting.until(() -> isServed(port), () -> "nobody serves port " + port);
        }
    }

    private boolean isServed(int port) {
        try {
            String connect = "import socket; socket.create_connection(('" + SERVER + "', " + port + "), 1)";
            Process process = network.onServer(directory.resolve("connect.txt"), "python3", "-c", connect);
            return process.waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path server(String name, String... command) throws IOException {
        Path output = directory.resolve(name + ".txt");
        network.onServer(output, command);
        return output;
    }

    /** Every client says what it has to say, one after the other. */
    void run() throws Exception {
        client("dns", "python3", python, "resolve", SERVER, "www.example.test", "nowhere.invalid");
        client(
                "http",
                "curl",
                "-sS",
                "--max-time",
                "20",
                "http://" + SERVER + "/page.html",
                "http://" + SERVER + "/none");
        client("https", "curl", "-sSk", "--max-time", "20", "https://" + SERVER + "/");
        client("ftp", "curl", "-sS", "--max-time", "20", "ftp://" + SERVER + "/fox.txt");
        Path mail = Files.writeString(
                directory.resolve("mail.txt"),
                "From: a@example.test\r\nTo: b@example.test\r\nSubject: Hello\r\n\r\nHi!\r\n");
        client(
                "smtp",
                "curl",
                "-sS",
                "--max-time",
                "20",
                "smtp://" + SERVER,
                "--mail-from",
                "a@example.test",
                "--mail-rcpt",
                "b@example.test",
                "-T",
                mail.toString());
        // Nobody may log in; what comes before that is what there is to see.
        finish(
                "ssh",
                network.onClient(
                        directory.resolve("ssh-client.txt"),
                        "ssh",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "StrictHostKeyChecking=no",
                        "-o",
                        "UserKnownHostsFile=/dev/null",
                        "nobody@" + SERVER,
                        "true"));
    }

    private void client(String name, String... command) throws Exception {
        Path output = directory.resolve(name + "-client.txt");
        int status = finish(name, network.onClient(output, command));
        assertThat(status).as("%s: %s", name, Awaiting.text(output)).isZero();
    }

    private static int finish(String name, Process process) throws InterruptedException {
        assertThat(process.waitFor(CLIENT_S, TimeUnit.SECONDS))
                .as("%s ends", name)
                .isTrue();
        return process.exitValue();
    }

    private void run(String... command) throws Exception {
        Path output = directory.resolve("setup.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        assertThat(finish(command[0], process)).as(Awaiting.text(output)).isZero();
    }
}
