package io.brook.capture.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.TapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendBufferTest {
    @TempDir
    private Path directory;

    private SendBuffer buffer(long bytes, Optional<TapConfig.Overflow> overflow) {
        return new SendBuffer(new TapConfig("site", "tap", TapConfig.PATIENCE, bytes, overflow));
    }

    private static Waiting record(int number) {
        return new Waiting(number % 3, new byte[] {(byte) number}, new byte[100 + number], span(number));
    }

    private static PacketSpan span(int number) {
        return new PacketSpan("tap", number, number + 1, number + 2, number % 2 == 0, number);
    }

    /** The numbers of the records that it gives, until it has none. */
    private static List<Integer> take(SendBuffer buffer, int count) throws InterruptedException {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < count && !buffer.isEmpty(); i++) {
            Waiting next = buffer.take(1000);
            int number = next.span().packets();
            assertThat(next.key()).containsExactly(number);
            assertThat(next.value()).hasSize(100 + number);
            assertThat(next.partition()).isEqualTo(number % 3);
            assertThat(next.span()).isEqualTo(span(number));
            taken.add(number);
        }
        return taken;
    }

    @Test
    void refusesWhatThereIsNoRoomFor() throws Exception {
        try (SendBuffer buffer = buffer(400, Optional.empty())) {
            assertThat(buffer.add(record(1))).isTrue();
            assertThat(buffer.add(record(2))).isTrue();
            assertThat(buffer.add(record(3))).isFalse();
            assertThat(take(buffer, 1)).containsExactly(1);
            assertThat(buffer.add(record(4))).isTrue();
            assertThat(take(buffer, 9)).containsExactly(2, 4);
            assertThat(buffer.take(1)).isNull();
        }
    }

    @Test
    void whatDoesNotFitInMemoryGoesThroughAFileInItsOrder() throws Exception {
        Path file = directory.resolve("overflow");
        try (SendBuffer buffer = buffer(400, Optional.of(new TapConfig.Overflow(file, 1300)))) {
            for (int i = 1; i <= 5; i++) {
                assertThat(buffer.add(record(i))).isTrue();
            }
            // While something is in the file, everything goes there, though memory has room.
            assertThat(take(buffer, 2)).containsExactly(1, 2);
            assertThat(buffer.add(record(6))).isTrue();
            assertThat(take(buffer, 2)).containsExactly(3, 4);
            assertThat(buffer.add(record(7))).isTrue();
            assertThat(take(buffer, 9)).containsExactly(5, 6, 7);
            // Then memory first again, and the file from its beginning.
            for (int i = 1; i <= 11; i++) {
                assertThat(buffer.add(record(i))).as("%s", i).isEqualTo(fits(i));
            }
            assertThat(take(buffer, 3)).containsExactly(1, 2, 3);
            assertThat(file).exists();
        }
        assertThat(Files.exists(file)).isFalse();
    }

    /** Two in memory, and as many as 1000 bytes hold in the file. */
    private static boolean fits(int number) {
        int bytes = 0;
        for (int i = 3; i <= number; i++) {
            bytes += 16 + 1 + 100 + i;
        }
        return bytes <= 1000;
    }
}
