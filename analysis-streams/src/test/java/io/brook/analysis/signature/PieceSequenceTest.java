package io.brook.analysis.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PieceSequenceTest {
    private static final Pattern SAME = Pattern.compile("aab.*aaaba.*b", Pattern.DOTALL);
    private final PieceSequence sequence = new PieceSequence("aab", "aaaba", "b");

    @Test
    void findsWhatARegularExpressionFindsHoweverTheStreamIsCut() {
        Random random = new Random(7);
        int matches = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); text.length() < length; ) {
                text.append((char) ('a' + random.nextInt(10) / 7));
            }
            boolean expected = SAME.matcher(text).find();
            matches += expected ? 1 : 0;
            assertThat(isFound(text.toString(), random)).as(text.toString()).isEqualTo(expected);
        }
        assertThat(matches).isBetween(1_000, 19_000);
    }

    private boolean isFound(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int found = PieceSequence.NOTHING;
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(1 + random.nextInt(4), bytes.length - at);
            found = sequence.find(found, bytes, at, length);
            at += length;
        }
        return found == PieceSequence.ALL;
    }
}
