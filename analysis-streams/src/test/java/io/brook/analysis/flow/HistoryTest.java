package io.brook.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.flow.Direction;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final int ACK = 16;
    private static final int DATA = 8;

    private final History history = new History();

    @Test
    void isNothingAtFirst() {
        assertThat(history.letters()).isNull();
        assertThat(history.isLoneSynAck()).isFalse();
    }

    @Test
    void eachSideHasALetterOfAKindOnce() {
        assertThat(history.once(ACK, 'A', Direction.ORIGINATOR)).isFalse();
        assertThat(history.once(ACK, 'A', Direction.RESPONDER)).isFalse();
        assertThat(history.once(ACK, 'A', Direction.ORIGINATOR)).isTrue();
        assertThat(history.once(ACK, 'A', Direction.RESPONDER)).isTrue();
        assertThat(history.once(DATA, 'D', Direction.RESPONDER)).isFalse();
        assertThat(history.letters()).isEqualTo("Aad");
    }

    @Test
    void lettersOfOneKindShareAPlace() {
        history.once(ACK, 'S', Direction.ORIGINATOR);
        history.once(ACK, 'H', Direction.ORIGINATOR);
        assertThat(history.letters()).isEqualTo("S");
    }

    @Test
    void scaledLettersComeAtPowersOfTen() {
        int count = 0;
        StringBuilder expected = new StringBuilder();
        for (int n = 1; n <= 100_000; n++) {
            count = history.scaled('T', Direction.ORIGINATOR, count);
            assertThat(count).isEqualTo(n);
            if (n == 1 || n == 10 || n == 100 || n == 1000 || n == 10_000 || n == 100_000) {
                expected.append('T');
            }
            if (history.letters().length() != expected.length()) {
                assertThat(history.letters()).as("after " + n).isEqualTo(expected.toString());
            }
        }
        assertThat(history.letters()).isEqualTo("TTTTTT");
    }

    @Test
    void scaledLettersAreLowerCaseForTheResponder() {
        history.scaled('W', Direction.RESPONDER, 0);
        history.scaled('W', Direction.RESPONDER, 9);
        history.scaled('W', Direction.RESPONDER, 10);
        assertThat(history.letters()).isEqualTo("ww");
    }

    @Test
    void afterAFlipTheSidesKeepWhatTheyHave() {
        history.once(ACK, 'A', Direction.ORIGINATOR);
        history.flip();
        // The side that had sent its A is the responder now.
        assertThat(history.once(ACK, 'A', Direction.RESPONDER)).isTrue();
        assertThat(history.once(ACK, 'A', Direction.ORIGINATOR)).isFalse();
        assertThat(history.letters()).isEqualTo("A^A");
    }

    @Test
    void aLoneSynAckIsFlippedFromTheStart() {
        history.once(1, 'H', Direction.ORIGINATOR);
        assertThat(history.isLoneSynAck()).isTrue();
        history.flipFromTheStart();
        assertThat(history.letters()).isEqualTo("^h");
        assertThat(history.isLoneSynAck()).isFalse();
        assertThat(history.once(1, 'S', Direction.ORIGINATOR)).isFalse();
        assertThat(history.once(1, 'S', Direction.RESPONDER)).isTrue();
    }

    @Test
    void aLetterMoreIsNoLoneSynAck() {
        history.add('H', Direction.RESPONDER);
        assertThat(history.isLoneSynAck()).isFalse();
        history.flip();
        assertThat(history.isLoneSynAck()).isFalse();
    }
}
