package io.brook.analysis.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments in, bytes in order and gaps out. */
class ReassemblerTest {
    private static final long PLENTY = 1 << 30;

    private final Ear ear = new Ear();
    private final Reassembler stream = new Reassembler(ear, new ReassemblyBudget(PLENTY));

    /** Writes down what it hears: text as it is, a gap as its first byte and length in parentheses. */
    private static final class Ear implements StreamListener {
        private final StringBuilder heard = new StringBuilder();

        @Override
        public void data(byte[] bytes, int offset, int length) {
            assertThat(length).isPositive();
            heard.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void trimmed(int length) {
            heard.append("~".repeat(length));
        }

        @Override
        public void gap(long sequence, long length) {
            heard.append('(').append(sequence).append('+').append(length).append(')');
        }
    }

    /**
     * In what comes in, {@code 3abc} is a segment that begins with byte 3 of the stream, and {@code !6} says that the receiver
     * has acknowledged everything below byte 6.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in order                                  | 1abc 4def               | abcdef",
                "nothing                                   | 1                       | ''",
                "out of order                              | 4def 1abc               | abcdef",
                "in reverse                                | 5e 4d 3c 2b 1a          | abcde",
                "a hole stays                              | 1abc 7ghi               | abc",
                "a hole is filled                          | 1abc 7ghi 4def          | abcdefghi",
                "two holes                                 | 7g 4d 1abc 5ef          | abcdefg",
                "a duplicate                               | 1abc 1abc 4def          | abcdef",
                "a duplicate above a hole                  | 4def 4def 1abc          | abcdef",
                "a longer copy                             | 1abc 1XXXdef            | abcdef",
                "a shorter copy                            | 1abcdef 2XX 7g          | abcdefg",
                "an overlap: the first copy counts         | 1abcd 3XXef             | abcdef",
                "an overlap above a hole, from behind      | 5ef 3cdXXg 1ab          | abcdefg",
                "an overlap above a hole, from the front   | 3cde 5Xfg 1ab           | abcdefg",
                "inside a waiting one                      | 3cdefg 4XXX 1ab         | abcdefg",
                "around two waiting ones                   | 3c 6f 2bXdeXg 1a        | abcdefg",
                "filling a hole between waiting ones       | 2b 6f 3cdeX 1a 7g       | abcdefg",
                "reaching into a waiting one               | 4def 1abcX              | abcdef",
                "reaching over a waiting one               | 3c 1abXde               | abcde",
                "acknowledged and seen                     | 1abc !4 4def !7         | abcdef",
                "acknowledged and never seen               | 1abc 7ghi !10           | abc(4+3)ghi",
                "acknowledged, and nothing above the hole  | 1abc !7 7ghi            | abc(4+3)ghi",
                "nothing but acknowledgments               | !11                     | (1+10)",
                "acknowledged up to the hole               | 1abc 7ghi !4            | abc",
                "acknowledged to the end of the hole       | 1abc 7ghi !7            | abc(4+3)ghi",
                "acknowledged into the hole                | 1abc 7ghi !5 5ef        | abc(4+1)efghi",
                "two holes acknowledged at once            | 1a 3c 5e !6 6f          | a(2+1)c(4+1)ef",
                "one of two holes acknowledged             | 1a 3c 5e !4 4d          | a(2+1)cde",
                "acknowledged in the middle of a waiting   | 4def !5 7g              | (1+3)defg",
                "what comes after it was given up          | 1a !4 2bc 4d            | a(2+2)d",
                "what reaches over the given up            | 1a !4 2XXde             | a(2+2)de",
                "an old acknowledgment                     | 1abc !4 !2 4d           | abcd"
            })
    void deliversInOrder(String name, String input, String output) {
        long acknowledged = 1;
        for (String step : input.trim().split(" ")) {
            if (step.startsWith("!")) {
                long sequence = Long.parseLong(step.substring(1));
                acknowledged = Math.max(acknowledged, sequence);
                stream.acknowledged(sequence, false);
            } else {
                int digits = step.replaceAll("\\D.*", "").length();
                byte[] bytes = step.substring(digits).getBytes(StandardCharsets.ISO_8859_1);
                send(Long.parseLong(step.substring(0, digits)), bytes, acknowledged);
            }
        }
        assertThat(ear.heard.toString()).isEqualTo(output);
        assertThat(stream.hasGivenUp()).isFalse();
    }

    private void send(long sequence, byte[] bytes, long acknowledged) {
        // In the middle of a packet, as segments are.
        byte[] packet = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, packet, 5, bytes.length);
        stream.segment(sequence, packet, 5, bytes.length, acknowledged, acknowledged > 1);
        // The packet's array is used again.
        Arrays.fill(packet, (byte) '?');
    }

    @Test
    void theFirstTwoNumbersOfAStreamWhoseBeginningWasMissedAreNoGap() {
        stream.acknowledged(2, true);
        stream.segment(2, bytes("b"), 0, 1, 2, true);
        assertThat(ear.heard.toString()).isEmpty();
        Ear other = new Ear();
        Reassembler known = new Reassembler(other, new ReassemblyBudget(PLENTY));
        known.acknowledged(2, false);
        assertThat(other.heard.toString()).isEqualTo("(1+1)");
    }

    @Test
    void knowsWhatWasNotAcknowledged() {
        assertThat(stream.hasUnacknowledged()).isFalse();
        send(1, bytes("abc"), 1);
        assertThat(stream.hasUnacknowledged()).isTrue();
        stream.acknowledged(4, false);
        assertThat(stream.hasUnacknowledged()).isFalse();
        send(6, bytes("f"), 4);
        assertThat(stream.hasUnacknowledged()).isTrue();
        assertThat(stream.next()).isEqualTo(4);
        stream.acknowledged(7, false);
        assertThat(stream.hasUnacknowledged()).isFalse();
        assertThat(stream.next()).isEqualTo(7);
    }

    @Test
    void givesUpOnALongStretchAboveAHoleThatNobodyAcknowledges() {
        for (int at = 3; at + 1000 <= Reassembler.MAX_ABOVE_HOLE; at += 1000) {
            send(at, new byte[1000], 1);
            assertThat(stream.hasGivenUp()).isFalse();
        }
        send(Reassembler.MAX_ABOVE_HOLE + 1, new byte[1], 1);
        assertThat(stream.hasGivenUp()).isTrue();
        send(1, bytes("ab"), 1);
        stream.acknowledged(100_000, false);
        assertThat(ear.heard.toString()).isEmpty();
    }

    @Test
    void aReceiverThatAcknowledgedSomethingMayLeaveMoreUnacknowledged() {
        send(1, bytes("ab"), 1);
        stream.acknowledged(3, false);
        for (int at = 10; at < 20 * Reassembler.MAX_ABOVE_HOLE; at += 1000) {
            send(at, new byte[1000], 3);
        }
        assertThat(stream.hasGivenUp()).isFalse();
    }

    @Test
    void givesUpOnTooMuchThatNobodyAcknowledges() {
        send(1, bytes("ab"), 1);
        stream.acknowledged(3, false);
        byte[] segment = new byte[65_000];
        long at = 5;
        while (at - 5 + segment.length <= Reassembler.MAX_UNACKNOWLEDGED) {
            send(at, segment, 3);
            at += segment.length;
            assertThat(stream.hasGivenUp()).isFalse();
        }
        send(at, segment, 3);
        assertThat(stream.hasGivenUp()).isTrue();
    }

    @Test
    void aStreamWithoutHolesOrAcknowledgmentsIsNotGivenUp() {
        byte[] segment = new byte[65_000];
        for (long at = 1; at < 2L * Reassembler.MAX_UNACKNOWLEDGED; at += segment.length) {
            send(at, segment, 1);
        }
        assertThat(stream.hasGivenUp()).isFalse();
    }

    @Test
    void sequenceNumbersBeyond32BitsAreNumbersLikeOthers() {
        long far = 5L << 32;
        stream.acknowledged(far, false);
        send(far + 3, bytes("def"), far);
        send(far, bytes("abc"), far);
        assertThat(ear.heard.toString()).isEqualTo("(1+" + (far - 1) + ")abcdef");
    }

    @Test
    void bytesThatAreOnlyCountedTakeTheirPlaceInTheOrderAndHardlyAnyMemory() {
        ReassemblyBudget budget = new ReassemblyBudget(1000);
        Reassembler counting = new Reassembler(ear, budget);
        counting.segment(1, bytes("ab"), 0, 2, 1, true);
        counting.segment(6, null, 0, 3000, 3, true);
        counting.segment(4, bytes("dXX"), 0, 3, 3, true);
        assertThat(counting.hasGivenUp()).isFalse();
        counting.segment(3, null, 0, 1, 3, true);
        assertThat(ear.heard.toString()).isEqualTo("ab~dX" + "~".repeat(3000));
        assertThat(counting.hasUnacknowledged()).isTrue();
    }

    @Test
    void theStreamsOfAnEngineShareABudget() {
        ReassemblyBudget budget = new ReassemblyBudget(10_000);
        List<Reassembler> streams = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Reassembler each = new Reassembler(new Ear(), budget);
            each.segment(5, new byte[880], 0, 880, 1, false);
            streams.add(each);
        }
        // Each holds 880 bytes and what keeping a segment costs; those that began first went first.
        assertThat(streams.stream().map(Reassembler::hasGivenUp).toList())
                .isEqualTo(
                        streams.stream().map(each -> streams.indexOf(each) < 10).toList());
        assertThat(budget.givenUp()).isEqualTo(10);
    }

    @Test
    void whatIsDeliveredAcknowledgedOrClosedIsGivenBackToTheBudget() {
        ReassemblyBudget budget = new ReassemblyBudget(10_000);
        for (int i = 0; i < 300; i++) {
            Reassembler each = new Reassembler(new Ear(), budget);
            each.segment(5, new byte[900], 0, 900, 1, false);
            each.segment(2000, new byte[900], 0, 900, 1, false);
            switch (i % 3) {
                case 0 -> each.segment(1, new byte[4000], 0, 4000, 1, false);
                case 1 -> each.acknowledged(3000, false);
                default -> each.close();
            }
        }
        assertThat(budget.givenUp()).isZero();
    }

    /** What the stream should say, byte by byte: the first copy of each, and nothing twice. */
    private static final class Model {
        private final byte[] copies;
        private final boolean[] have;
        private final StringBuilder says = new StringBuilder();
        private int next = 1;
        private int acknowledged = 1;

        Model(int size) {
            copies = new byte[size + 1];
            have = new boolean[size + 1];
        }

        void segment(int sequence, byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                int at = sequence + i;
                if (at >= next && at >= acknowledged && !have[at]) {
                    have[at] = true;
                    copies[at] = bytes[i];
                }
            }
            deliver();
        }

        void acknowledge(int sequence) {
            acknowledged = Math.max(acknowledged, sequence);
            while (next < acknowledged) {
                int hole = next;
                while (next < acknowledged && !have[next]) {
                    next++;
                }
                if (next > hole) {
                    says.append('(')
                            .append(hole)
                            .append('+')
                            .append(next - hole)
                            .append(')');
                }
                deliver();
            }
        }

        private void deliver() {
            while (next < have.length && have[next]) {
                says.append((char) (copies[next] & 0xff));
                next++;
            }
        }
    }

    @Test
    void saysWhatAModelSaysOfRandomSegments() {
        Random random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            int size = 1 + random.nextInt(200);
            Model model = new Model(size);
            Ear out = new Ear();
            Reassembler reassembler = new Reassembler(out, new ReassemblyBudget(PLENTY));
            int front = 1;
            for (int step = 0; step < 60; step++) {
                if (random.nextInt(4) == 0) {
                    int sequence = 1 + random.nextInt(Math.min(size, front + 10)) + random.nextInt(2);
                    model.acknowledge(Math.min(sequence, size + 1));
                    reassembler.acknowledged(Math.min(sequence, size + 1), false);
                } else {
                    int sequence = 1 + random.nextInt(Math.min(size, front + 20));
                    byte[] bytes = new byte[random.nextInt(Math.min(30, size - sequence + 2))];
                    // Copies differ, so that the wrong one is noticed.
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] = (byte) ('a' + random.nextInt(26));
                    }
                    boolean trimmed = random.nextInt(3) == 0;
                    if (trimmed) {
                        Arrays.fill(bytes, (byte) '~');
                    }
                    model.segment(sequence, bytes);
                    reassembler.segment(
                            sequence,
                            trimmed ? null : bytes,
                            0,
                            bytes.length,
                            model.acknowledged,
                            model.acknowledged > 1);
                    front = Math.max(front, sequence + bytes.length);
                }
            }
            assertThat(out.heard.toString()).isEqualTo(model.says.toString());
            assertThat(reassembler.next()).isEqualTo(model.next);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
