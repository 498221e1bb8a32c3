package io.brook.analysis.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.brook.analysis.state.StateCodec;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DigestLibrariesTest {
    /** More than three blocks, so that a digest stops at each place of one. */
    private static final int LENGTH = 200;

    private static final byte[] TEXT = text();

    private final StateCodec codec = new StateCodec(List.of());

    private static byte[] text() {
        byte[] text = new byte[LENGTH];
        new Random(5).nextBytes(text);
        return text;
    }

    private static Optional<DigestLibrary> openssl() {
        try {
            return Optional.of(new OpensslDigests());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    static Stream<Arguments> pairs() {
        List<DigestLibrary> libraries = new ArrayList<>(List.of(new JdkDigests(), new LibraryDigests()));
        openssl().ifPresent(libraries::add);
        return Stream.of(DigestAlgorithm.values())
                .flatMap(algorithm -> libraries.stream()
                        .flatMap(one -> libraries.stream().map(other -> Arguments.of(algorithm, one, other))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void oneGoesOnWhereAnotherWas(DigestAlgorithm algorithm, DigestLibrary one, DigestLibrary other) throws Exception {
        for (int part = 0; part <= LENGTH; part++) {
            Digest digest = one.begin(algorithm);
            digest.update(TEXT, 0, part / 2);
            digest.update(TEXT, part / 2, part - part / 2);
            Digest back = other.resume(digest.state());
            assertEndsWith(algorithm, back, part);
            assertEndsWith(algorithm, digest, part);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void savesThoseOfEither(DigestAlgorithm algorithm, DigestLibrary one) throws Exception {
        Digest digest = one.begin(algorithm);
        digest.update(TEXT, 0, 77);
        assertEndsWith(algorithm, (Digest) codec.restore(codec.save(digest)), 77);
    }

    private static void assertEndsWith(DigestAlgorithm algorithm, Digest digest, int part)
            throws GeneralSecurityException {
        digest.update(TEXT, part, LENGTH - part);
        assertThat(digest.finish())
                .isEqualTo(MessageDigest.getInstance(algorithm.standardName()).digest(TEXT));
    }

    @Test
    void takesTheJdksWhereItsFieldsAreOpen() {
        assertThat(DigestLibraries.best()).isInstanceOf(JdkDigests.class);
    }

    @Test
    void takesOpensslsWithTheFirstCompilerOnly() {
        assertThat(DigestLibraries.isFirstCompilerOnly(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1")))
                .isTrue();
        assertThat(DigestLibraries.isFirstCompilerOnly(List.of("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4")))
                .isFalse();
        assertThat(DigestLibraries.isFirstCompilerOnly(List.of())).isFalse();
    }

    @Test
    void takesInPiecesOfAnyLength() throws Exception {
        byte[] bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        Optional<DigestLibrary> openssl = openssl();
        assumeThat(openssl).as("OpenSSL's library").isPresent();
        Digest digest = openssl.get().begin(DigestAlgorithm.SHA256);
        digest.update(bytes, 1, bytes.length - 1);
        assertThat(digest.finish())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes, 1, bytes.length)));
    }

    @Test
    void refusesWhatIsNoState() {
        assertThatThrownBy(() -> new DigestState(DigestAlgorithm.MD5, new int[4], new byte[64], 64))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigestState(DigestAlgorithm.SHA256, new int[5], new byte[0], 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigestState(DigestAlgorithm.SHA1, new int[5], new byte[1], -63))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
