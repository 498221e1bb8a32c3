package io.brook.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import java.util.List;
import java.util.function.BiConsumer;

/** A TCP conversation between a host that begins, 10.0.0.1 at port 40000, and 10.0.0.2, and the lines of conn.log that it makes. */
record TcpStory(String name, int port, boolean ignoreChecksums, Story story, List<String> connections) {
    /** What one host says to the other. */
    interface Story extends BiConsumer<TcpHost, TcpHost> {}

    static TcpStory http(String name, Story story, String... connections) {
        return new TcpStory(name, 80, false, story, List.of(connections));
    }

    /** At port 50000, where it would be another story with a server's port. */
    static TcpStory peers(String name, Story story, String... connections) {
        return new TcpStory(name, 50000, false, story, List.of(connections));
    }

    static TcpStory ignoring(String name, Story story, String... connections) {
        return new TcpStory(name, 80, true, story, List.of(connections));
    }

    static void handshake(TcpHost a, TcpHost b) {
        a.syn();
        b.synAck();
        a.ack();
    }

    void check() {
        Wire wire = new Wire(ignoreChecksums);
        TcpHost[] hosts = TcpHost.pair(wire, 40000, port);
        story.accept(hosts[0], hosts[1]);
        assertThat(Wire.summaries(wire.end().connections())).isEqualTo(connections);
    }

    @Override
    public String toString() {
        return name;
    }
}
