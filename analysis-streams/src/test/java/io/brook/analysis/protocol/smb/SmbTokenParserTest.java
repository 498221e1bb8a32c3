package io.brook.analysis.protocol.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.bytes.FieldReader;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmbTokenParserTest {
    private static final String NEGOTIATE = "4e544c4d53535000 01000000 97820860" + "00".repeat(16);

    /** The first message of NTLM. */
    static final byte[] NTLM_NEGOTIATE = hex(NEGOTIATE);

    private static final String MECHANISM = "06062b0601050502";
    private static final String NAMES = "a0023000";

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /** Something in ASN.1, with the length that it has. */
    private static String tagged(String tag, String contents) {
        int length = contents.replace(" ", "").length() / 2;
        return tag + (length < 128 ? "%02x".formatted(length) : "82%04x".formatted(length)) + contents;
    }

    private static String initial(String token) {
        String arguments = NAMES + tagged("a2", tagged("04", token));
        return tagged("60", MECHANISM + tagged("a0", tagged("30", arguments)));
    }

    private List<String> said(String token) {
        byte[] bytes = hex(token);
        return SmbTokenParser.any(FieldReader.of("token", bytes, 0, bytes.length, ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void knowsBareNtlm() {
        assertThat(said(NEGOTIATE)).containsExactly("ntlm");
    }

    @Test
    void knowsNtlmInANegotiation() {
        assertThat(said(initial(NEGOTIATE))).containsExactly("ntlm", "gssapi");
    }

    @Test
    void knowsNtlmInAnAnswer() {
        String challenge = "4e544c4d53535000 02000000" + "00".repeat(36);
        String answer = tagged("a1", tagged("30", "a0030a0101" + tagged("a2", tagged("04", challenge))));

        assertThat(said(answer)).containsExactly("ntlm", "gssapi");
    }

    @Test
    void knowsKerberosInANegotiation() {
        String ticket = tagged("6e", "00".repeat(300));
        String token = tagged("60", "06092a864886f712010202" + "0100" + ticket);

        assertThat(said(initial(token))).containsExactly("krb", "gssapi");
    }

    @Test
    void knowsANegotiationWithoutAToken() {
        assertThat(said(tagged("60", MECHANISM + tagged("a0", tagged("30", NAMES)))))
                .containsExactly("gssapi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4e544c4d53535000",
                "4e544c4d53535000 01000000",
                "60ff000000000000",
                "6084ffffffff0606",
                "a10630100000000000",
                "a1083006a2ff0000000000",
                "a10830060000000000",
                "ffffffffffffffffffffffff"
            })
    void namesNothingForWhatIsCutOrLies(String token) {
        assertThat(said(token)).isEmpty();
    }
}
