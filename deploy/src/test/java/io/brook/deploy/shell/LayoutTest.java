package io.brook.deploy.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.brook.deploy.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    private static final int PORT = 7000;

    @TempDir
    private Path directory;

    @Test
    void aStandaloneNodeDoesEverything() throws IOException, ConfigException {
        // As zeekctl ships it.
        assertThat(read("""
                # Example ZeekControl node configuration.

                [zeek]
                type=standalone
                host=localhost
                interface=eth0   # your interface
                """))
                .extracting(Node::name, node -> node.role().command())
                .containsExactly(
                        tuple("zeek-logger", "logger"),
                        tuple("zeek-manager", "notice-manager"),
                        tuple("zeek-proxy", "state-sync"),
                        tuple("zeek", "worker"),
                        tuple("zeek-capture", "capture"));
    }

    @Test
    void aClusterIsStartedInOrder() throws IOException, ConfigException {
        List<Node> nodes = read("""
                [worker-1]
                type=worker
                host=localhost
                interface=af_packet::eth0
                lb_method=af_packet
                lb_procs=3
                pin_cpus=0,2
                env_vars=A=1,B=2
                [manager]
                type=manager
                [logger-1]
                type=logger
                [proxy-1]
                type=proxy
                [broker-1]
                type=broker
                port=9192
                """);
        assertThat(nodes)
                .extracting(Node::name)
                .containsExactly(
                        "broker-1",
                        "manager",
                        "logger-1",
                        "proxy-1",
                        "worker-1-1",
                        "worker-1-2",
                        "worker-1-3",
                        "worker-1-capture");
        assertThat(nodes).extracting(Node::cpu).containsExactly("", "", "", "", "0", "2", "0", "");
        assertThat(nodes).extracting(Node::port).doesNotHaveDuplicates();
        assertThat(nodes.get(0).kafka()).isEqualTo(9192);
        assertThat(nodes.get(5).environment()).containsEntry("A", "1").containsEntry("B", "2");
        assertThat(nodes.get(7).arguments()).containsExactly("--interface", "eth0", "--sensor", "worker-1");
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws IOException {
        Path file = write("""
                stray=1
                [a]
                type=wroker
                [b]
                type=worker
                lb_procs=many
                colour=red
                [c]
                type=worker
                host=-oProxyCommand=id
                [c]
                type=proxy
                aux_scripts=x.zeek
                nonsense
                """);
        assertThatThrownBy(() -> Layout.read(file, PORT))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .allSatisfy(problem -> assertThat(problem).startsWith(file + ":"))
                                .extracting(problem -> problem.substring(
                                                file.toString().length() + 1)
                                        .replaceAll(":.*", ""))
                                .containsExactlyInAnyOrder("1", "3", "6", "7", "10", "11", "13", "14"));
    }

    @Test
    void aClusterNeedsItsParts() throws IOException {
        Path file = write("[w]\ntype=worker\n");
        assertThatThrownBy(() -> Layout.read(file, PORT)).hasMessageContaining("needs a manager, a proxy and a worker");
        Path both = write("[s]\ntype=standalone\n[w]\ntype=worker\n");
        assertThatThrownBy(() -> Layout.read(both, PORT)).hasMessageContaining("does everything");
    }

    @Test
    void aBrokerIsReachedByOtherHosts() throws IOException, ConfigException {
        String others = "[m]\ntype=manager\n[p]\ntype=proxy\n[w]\ntype=worker\nhost=192.0.2.7\n[b]\ntype=broker\n";
        Path file = write(others);
        assertThatThrownBy(() -> Layout.read(file, PORT)).hasMessageContaining("that 192.0.2.7 reaches");
        assertThat(read(others + "host=192.0.2.1\n").get(0).host()).isEqualTo("192.0.2.1");
    }

    @Test
    void thereAreOneBrokerOrThree() throws IOException, ConfigException {
        String rest = "[m]\ntype=manager\n[p]\ntype=proxy\n[w]\ntype=worker\n";
        String two = rest + "[b1]\ntype=broker\nport=19092\n[b2]\ntype=broker\nport=19094\n";
        Path file = write(two);
        assertThatThrownBy(() -> Layout.read(file, PORT))
                .hasMessageContaining("there can be one broker or three, not 2: two of three go on when one fails");
        assertThat(read(two + "[b3]\ntype=broker\nport=19096\n"))
                .extracting(Node::kafka)
                .startsWith(19092, 19094, 19096);
        Path crossed = write(two + "[b3]\ntype=broker\nport=19095\n");
        assertThatThrownBy(() -> Layout.read(crossed, PORT))
                .hasMessageContaining("[b3] has a port of another broker of its host");
    }

    private List<Node> read(String text) throws IOException, ConfigException {
        return Layout.read(write(text), PORT);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("node.cfg"), text);
    }
}
