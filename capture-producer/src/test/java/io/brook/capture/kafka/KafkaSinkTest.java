package io.brook.capture.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Without a broker; with one it is tested in the module deploy. */
class KafkaSinkTest {
    private static void assertTold(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(PublishException.class)
                .message()
                .startsWith("cannot publish to topic packets at 127.0.0.1:")
                .hasLineCount(1);
    }

    @Test
    void afterAFailureNothingIsSentOrCommitted() throws IOException {
        try (KafkaSink sink = unreachable()) {
            assertTold(sink::partitions);
            assertTold(() -> sink.send(0, new byte[1], new byte[1], new PacketSpan("tap", 0, 0, 0, false, 0)));
            assertTold(sink::commit);
        }
    }

    private static KafkaSink unreachable() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            String address = "127.0.0.1:" + socket.getLocalPort();
            return new KafkaSink(
                    Map.of("bootstrap.servers", address, "max.block.ms", 50), "here", new CommitPace(Duration.ZERO, 0));
        }
    }
}
