package io.brook.capture.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.capture.CaptureConfig;
import io.brook.capture.kafka.PublishException;
import io.brook.capture.source.PcapBuilder;
import io.brook.capture.source.TraceException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a broker; with one it is tested in the module deploy. */
class TracePublisherTest {
    @TempDir
    Path folder;

    private static TracePublisher unreachable() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            String address = "127.0.0.1:" + socket.getLocalPort();
            return new TracePublisher(
                    Map.of("bootstrap.servers", address, "max.block.ms", 200), CaptureConfig.DEFAULT, "here");
        }
    }

    @Test
    void aBadTraceIsRefusedBeforeKafkaIsAsked() throws IOException {
        Path missing = folder.resolve("missing.pcap");
        try (TracePublisher publisher = unreachable()) {
            assertThatThrownBy(() -> publisher.publish("tap", List.of(missing), (packets, bytes) -> {}))
                    .isInstanceOf(TraceException.class)
                    .hasMessage(missing + ": no such file");
        }
    }

    @Test
    void aBrokerThatCannotBeReachedIsOneClearLine() throws IOException {
        Path trace = Files.write(
                folder.resolve("a.pcap"),
                PcapBuilder.ethernet().packet(1, 0, new byte[60]).bytes());
        try (TracePublisher publisher = unreachable()) {
            assertThatThrownBy(() -> publisher.publish("tap", List.of(trace), (packets, bytes) -> {}))
                    .isInstanceOf(PublishException.class)
                    .message()
                    .startsWith("cannot publish to topic packets at 127.0.0.1:")
                    .hasLineCount(1);
        }
    }

    @Test
    void settingsThatKafkaRefusesAreOneClearLine() {
        assertThatThrownBy(
                        () -> new TracePublisher(Map.of("bootstrap.servers", "nowhere"), CaptureConfig.DEFAULT, "here"))
                .isInstanceOf(PublishException.class)
                .message()
                .startsWith("cannot publish to topic packets at nowhere: ")
                .hasLineCount(1);
    }
}
