package io.brook.analysis.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class FieldReaderTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 8, 0, 9, 0, 0};

    private static FieldReader all(ByteOrder order) {
        return FieldReader.of("Numbers", BYTES, 0, BYTES.length, order);
    }

    /** The first four bytes of ten. */
    private static FieldReader head() {
        return FieldReader.head("Numbers", BYTES, 4, 10, ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void readsNumbersInBothByteOrders() throws MalformedException {
        FieldReader big = all(ByteOrder.BIG_ENDIAN);
        FieldReader little = all(ByteOrder.LITTLE_ENDIAN);

        assertThat(big.u24("a")).isEqualTo(0x010203);
        assertThat(little.u24("a")).isEqualTo(0x030201);
        assertThat(big.u32("b")).isEqualTo(0x04050607);
        assertThat(little.u32("b")).isEqualTo(0x07060504);
    }

    @Test
    void namesTheFieldThatIsCutOff() {
        FieldReader in = FieldReader.of("Numbers", BYTES, 0, 3, ByteOrder.BIG_ENDIAN);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> in.u32("a"))
                .withMessage("out_of_bound: Numbers:a: 4 > 3");
    }

    @Test
    void passesOverWhatHasNotComeOfAHead() throws MalformedException {
        FieldReader in = head();
        in.skip("three", 3);
        FieldReader part = in.part("rest", 7);

        assertThat(in.isAtEnd()).isTrue();
        assertThat(part.length()).isEqualTo(7);
        assertThat(part.cursor().remaining()).isEqualTo(1);
        assertThat(part.u8("last that came")).isEqualTo(4);
    }

    @Test
    void readsNothingThatHasNotComeOfAHead() throws MalformedException {
        FieldReader in = head();
        in.skip("three", 3);

        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> in.u16("beyond"));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> in.bytes("beyond", 7));
        assertThat(in.u16OrZero()).isZero();
        assertThat(in.restAsText()).isEqualTo("\4");
    }

    @Test
    void beginsNothingBehindWhatHasComeOfAHead() throws MalformedException {
        FieldReader in = head();
        in.skip("five", 5);

        assertThat(in.cursor().remaining()).isZero();
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> in.part("beyond", 1));
    }

    @Test
    void movesNowhereOutsideTheStructure() throws MalformedException {
        FieldReader in = all(ByteOrder.BIG_ENDIAN);
        in.moveTo("end", BYTES.length);
        assertThat(in.isAtEnd()).isTrue();

        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> in.moveTo("behind", BYTES.length + 1L));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> in.moveTo("far", Long.MAX_VALUE));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> in.moveTo("before", -1));
    }

    @Test
    void findsTheZeroThatEndsAText() throws MalformedException {
        FieldReader in = all(ByteOrder.BIG_ENDIAN);
        assertThat(in.lengthToZero(1)).isEqualTo(8);
        assertThat(in.lengthToZero(2)).isEqualTo(10);

        in.skip("zeros", BYTES.length);
        assertThat(in.lengthToZero(1)).isZero();
        assertThat(FieldReader.of("Text", BYTES, 0, 5, ByteOrder.BIG_ENDIAN).lengthToZero(2))
                .isEqualTo(5);
    }
}
