package io.brook.analysis.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.testing.SessionRecorder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every protocol gets tested without further work, once it is in the list. */
class EveryAnalyzerTest {
    private static final int ROUNDS = 20_000;

    static Stream<ProtocolAnalyzer> analyzers() {
        return Analyzers.ALL.stream();
    }

    @Test
    void namesAreUniqueAndInOrder() {
        List<String> names = analyzers().map(ProtocolAnalyzer::name).toList();
        assertThat(names).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @MethodSource("analyzers")
    void randomBytesAndGapsNeverThrow(ProtocolAnalyzer analyzer) {
        SplittableRandom random = new SplittableRandom(1);
        assertThatCode(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        SessionRecorder session = new SessionRecorder(analyzer);
                        for (int j = 0; j < 8; j++) {
                            byte[] bytes = bytes(random);
                            analyzer.probe(random.nextBoolean(), new ByteCursor(bytes, 0, bytes.length));
                            session.data(random.nextBoolean(), bytes);
                            if (random.nextInt(8) == 0) {
                                session.gap(random.nextBoolean(), random.nextInt(1, 5000));
                            }
                        }
                    }
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("analyzers")
    void anySplitOfTheInputSaysTheSame(ProtocolAnalyzer analyzer) {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < ROUNDS; i++) {
            SessionRecorder whole = new SessionRecorder(analyzer);
            SessionRecorder split = new SessionRecorder(analyzer);
            for (int j = 0; j < 4; j++) {
                boolean originator = random.nextBoolean();
                byte[] bytes = bytes(random);
                whole.data(originator, bytes);
                for (byte each : bytes) {
                    split.data(originator, new byte[] {each});
                }
            }
            assertThat(split.said()).isEqualTo(whole.said());
            assertThat(split.outcome()).isEqualTo(whole.outcome());
        }
    }

    /** Small numbers more often than others: they are versions, lengths and kinds. */
    private static byte[] bytes(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(1, 24)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(6) : random.nextInt(256));
        }
        return bytes;
    }
}
