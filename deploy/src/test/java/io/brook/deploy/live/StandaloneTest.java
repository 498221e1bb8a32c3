package io.brook.deploy.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.schemas.testing.Namespaces;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code brook process} on the two interfaces of a tap, with clients and servers that people use. */
class StandaloneTest {
    @TempDir
    private Path directory;

    @Test
    void writesTheLogsThatATraceOfTheSameTrafficGives() throws Exception {
        try (Namespaces network = Namespaces.makeWithTap(tools())) {
            Traffic traffic = Traffic.start(network, directory.resolve("servers"));
            Path trace = directory.resolve("trace.pcap");
            Path dumped = directory.resolve("tcpdump.txt");
            // Each packet leaves the tap once, to one side or the other; only then do all who look see it at the same
            // time.
            Process tcpdump = network.onTap(
                    dumped,
                    "tcpdump",
                    "-U",
                    "--nano",
                    "-i",
                    "any",
                    "-Q",
                    "out",
                    "-w",
                    trace.toString(),
                    "net 10.9.0.0/24");
            Node brook = process(
                            network,
                            "live",
                            "--interface",
                            Namespaces.TO_CLIENT,
                            "--interface",
                            Namespaces.TO_SERVER,
                            "--direction",
                            "out",
                            "--filter",
                            "net 10.9.0.0/24",
                            "--set",
                            "CaptureLossMinimumAcks=0")
                    .await("captures on");
            Awaiting.until(() -> Awaiting.text(dumped).contains("listening"), () -> Awaiting.text(dumped));

            traffic.run();
            // Time goes on without packets: the last connection's line is written though nothing comes after it.
            Path connections = directory.resolve("live").resolve("conn.log");
            Awaiting.until(() -> Awaiting.text(connections).contains("\tssh\t"), brook::said);
            assertThat(brook.end()).as(brook.said()).isZero();
            tcpdump.destroy();
            tcpdump.waitFor();
            assertThat(brook.said()).contains("connections ", "0 by the kernel, 0 by the interface");

            assertThat(process(network, "trace", trace.toString()).awaitEnd()).isZero();
            Map<String, String> live = lines(directory.resolve("live"));
            // Only a capture has something to say of itself.
            assertThat(live.remove("stats.log")).isNotNull();
            live.remove("capture_loss.log");
            assertThat(live).isEqualTo(lines(directory.resolve("trace")));
            assertThat(live)
                    .containsKeys(
                            "conn.log",
                            "dns.log",
                            "files.log",
                            "ftp.log",
                            "http.log",
                            "smtp.log",
                            "ssh.log",
                            "ssl.log");
        }
    }

    private static String[] tools() {
        String[] tools = Arrays.copyOf(Traffic.TOOLS, Traffic.TOOLS.length + 1);
        tools[tools.length - 1] = "tcpdump";
        return tools;
    }

    private Node process(Namespaces network, String logs, String... what) throws Exception {
        String[] arguments = Arrays.copyOf(
                new String[] {
                    "process",
                    "-C",
                    "--quiet",
                    "--log-dir",
                    directory.resolve(logs).toString()
                },
                5 + what.length);
        System.arraycopy(what, 0, arguments, 5, what.length);
        return Node.onTap(network, directory.resolve(logs + ".txt"), arguments);
    }

    /** A service that nobody has named is told of at the end of the input, which for an interface is not that of its last packet. */
    private static String withoutTime(String line) {
        return line.startsWith("#") ? line : line.substring(line.indexOf('\t'));
    }

    /** What each log says, but for when it was opened and closed, whatever the order of its lines. */
    private static Map<String, String> lines(Path folder) {
        Map<String, String> lines = new TreeMap<>();
        Logs.contents(folder).forEach((name, text) -> {
            if (name.endsWith(".log")) {
                lines.put(
                        name,
                        text.lines()
                                .filter(line -> !line.startsWith("#open") && !line.startsWith("#close"))
                                .map(line -> name.equals("known_services.log") ? withoutTime(line) : line)
                                .sorted()
                                .reduce("", (all, line) -> all + line + "\n"));
            }
        });
        return lines;
    }
}
