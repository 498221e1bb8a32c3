package io.brook.analysis.protocol.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SmbTextTest {
    private static FieldReader reader(byte[] bytes) {
        return FieldReader.of("Text", bytes, 0, bytes.length, ByteOrder.LITTLE_ENDIAN);
    }

    private static FieldReader utf16(String text) {
        return reader(text.getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void readsTextsUpToTheirZerosOneAfterTheOther() throws MalformedException {
        FieldReader narrow = reader("one\0two".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(SmbText.narrow(narrow)).isEqualTo("one");
        assertThat(SmbText.narrow(narrow)).isEqualTo("two");

        FieldReader wide = utf16("one\0two");
        assertThat(SmbText.wide(wide)).isEqualTo("one");
        assertThat(SmbText.wide(wide)).isEqualTo("two");
        assertThat(wide.isAtEnd()).isTrue();
    }

    @Test
    void writesUtf16AsTheBytesOfUtf8() throws MalformedException {
        assertThat(SmbText.wide(utf16("é"))).isEqualTo("Ã©");
    }

    @Test
    void leavesOutZerosAtTheEndAndHalfACharacter() throws MalformedException {
        assertThat(SmbText.wide(reader(new byte[] {'a', 0, 0, 0, 0, 0, 'x'}), 7))
                .isEqualTo("a");
    }

    @Test
    void cutsLongTexts() throws MalformedException {
        FieldReader wide = utf16("x".repeat(5000) + "\0next");
        assertThat(SmbText.wide(wide)).hasSize(SmbText.MAX_LENGTH);
        assertThat(SmbText.wide(wide)).isEqualTo("next");
    }
}
