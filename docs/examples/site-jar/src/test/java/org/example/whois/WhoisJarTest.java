package org.example.whois;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.cli.BrookCommand;
import io.brook.schemas.testing.JavaOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar in the folder of a policy, as a site uses it: with the whole of Brook, which knows nothing else of it. */
class WhoisJarTest {
    @TempDir
    private Path folder;

    private Path policy;
    private Path trace;

    @BeforeEach
    void putJarInPolicy() throws IOException {
        policy = folder.resolve("policy");
        Path lib = Files.createDirectories(policy.resolve("lib"));
        Files.copy(Path.of(System.getProperty("site.jar")), lib.resolve("whois.jar"));
        WhoisTraffic traffic = new WhoisTraffic()
                .ask("a.example")
                .ask("b.example")
                .ask("b.example")
                .ask("c.example");
        trace = Files.write(folder.resolve("whois.pcap"), traffic.trace());
    }

    @Test
    void itsLogServiceAndNoticeAreThere() throws Exception {
        Files.writeString(policy.resolve("local.yaml"), "settings:\n  WhoisHarvestThreshold: 3\n");
        assertThat(brook("process", "--quiet", "--policy", policy, "--log-dir", folder.resolve("logs"), trace))
                .contains("connections  4");
        assertThat(columns("whois", "query", "answer_lines"))
                .containsExactly("a.example 2", "b.example 2", "b.example 2", "c.example 2");
        assertThat(columns("conn", "service")).containsOnly("whois");
        assertThat(columns("notice", "note", "src", "n")).containsExactly("WHOIS::Harvesting 10.1.2.3 3");
    }

    @Test
    void twoNamesAreNoHarvest() throws Exception {
        brook("process", "--quiet", "--policy", policy, "--log-dir", folder.resolve("logs"), trace);
        assertThat(columns("whois", "query")).hasSize(4);
        assertThat(folder.resolve("logs").resolve("notice.log")).doesNotExist();
    }

    @Test
    void itIsSwitchedOffLikeBrooksOwn() throws Exception {
        Files.writeString(
                policy.resolve("local.yaml"),
                "settings:\n  analysis.disabled: [whois]\n  DisabledDetections: [WHOIS::Harvesting]\n");
        brook("process", "--quiet", "--policy", policy, "--log-dir", folder.resolve("logs"), trace);
        assertThat(columns("conn", "service")).containsOnly("-");
        assertThat(folder.resolve("logs").resolve("whois.log")).doesNotExist();
    }

    private List<String> columns(String log, String... names) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> fields = List.of();
        for (String line : Files.readAllLines(folder.resolve("logs").resolve(log + ".log"))) {
            List<String> values = List.of(line.split("\t", -1));
            if (line.startsWith("#fields")) {
                fields = values.subList(1, values.size());
            } else if (!line.startsWith("#")) {
                List<String> row = new ArrayList<>();
                for (String name : names) {
                    row.add(values.get(fields.indexOf(name)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    private static String brook(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(JavaOptions.opens());
        command.addAll(List.of("-cp", classPath(), BrookCommand.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Surefire's own class path is a jar that names the others. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(List.of(all.split(File.pathSeparator)))
                .as("the jar's classes come from the jar")
                .noneMatch(each ->
                        each.endsWith(Path.of("site-jar", "target", "classes").toString()));
        return all;
    }
}
