package io.brook.capture.send;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.schemas.progress.Progress;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without a broker, each record is refused after it was sent: the producer says so to its callback only. */
class KafkaSinkTest {
    private static final Progress RECORD = new Progress("tap", "capture", 0, 1, 0L, true);

    private KafkaSink sink;

    @BeforeEach
    void sendARecordThatIsRefused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            String address = "127.0.0.1:" + socket.getLocalPort();
            sink = new KafkaSink(Map.of("bootstrap.servers", address, "max.block.ms", 50));
        }
        sink.send(0, new byte[1], RECORD);
    }

    private static void assertTold(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(PublishException.class)
                .message()
                .startsWith("cannot publish to topic packets at 127.0.0.1:")
                .hasLineCount(1);
    }

    @Test
    void theNextRecordIsNotSentAndTellsOfTheFailure() {
        assertTold(() -> sink.send(0, new byte[1], RECORD));
        assertTold(() -> sink.send(0, new byte[1], RECORD));
        sink.close();
    }

    @Test
    void flushTellsOfTheFailure() {
        assertTold(sink::flush);
        sink.close();
    }

    @Test
    void closeTellsOfAFailureThatNoOneWasToldOf() {
        assertTold(sink::close);
    }
}
