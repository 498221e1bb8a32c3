package io.brook.analysis.protocol.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.SessionRecorder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SmbCallStreamTest {
    private final SessionRecorder recorder = new SessionRecorder(new SmbAnalyzer());
    private final SmbCallStream stream = new SmbCallStream(recorder);

    /** A fragment of a request, which proves nothing. */
    static byte[] request(int call, int flags, String body) {
        return fragment(call, flags, body, "", 0);
    }

    private static byte[] fragment(int call, int flags, String body, String proof, int proofLength) {
        int length = 16 + (body.length() + proof.length()) / 2;
        return new Message()
                .hex("0500")
                .u8(0)
                .u8(flags)
                .hex("10000000")
                .u16(length)
                .u16(proofLength)
                .u32(call)
                .hex(body)
                .hex(proof)
                .bytes();
    }

    private boolean take(byte[] bytes) {
        return stream.data(bytes, 0, bytes.length);
    }

    @Test
    void knowsACallHoweverItIsCut() {
        for (byte each : request(1, 3, "00112233")) {
            assertThat(recorder.said()).isEmpty();
            take(new byte[] {each});
        }
        assertThat(recorder.said()).containsExactly("confirm dce_rpc");
    }

    @Test
    void namesWhoProvesWithNtlm() {
        String proof = "0a02000000000000" + HexFormat.of().formatHex(SmbTokenParserTest.NTLM_NEGOTIATE);
        take(fragment(1, 3, "", proof, SmbTokenParserTest.NTLM_NEGOTIATE.length));

        assertThat(recorder.said()).containsExactly("confirm ntlm", "confirm dce_rpc");
    }

    @Test
    void findsTheProofsOfNetlogonOdd() {
        take(fragment(1, 3, "", "4406000000000000" + "00".repeat(8), 8));

        assertThat(recorder.said()).containsExactly("weird netlogon_dce_rpc_auth_type: 68", "confirm dce_rpc");
    }

    @Test
    void dropsWhatIsNoCall() {
        assertThat(take(new byte[40])).isTrue();
        assertThat(recorder.said()).isEmpty();
        take(request(1, 3, ""));
        assertThat(recorder.said()).containsExactly("confirm dce_rpc");
    }

    @Test
    void givesUpWhenTooManyMessagesAreNeverFinished() {
        for (int call = 0; call < 20; call++) {
            assertThat(take(request(call, 1, "00"))).isTrue();
        }
        assertThat(take(request(20, 1, "00"))).isFalse();
        assertThat(recorder.said()).contains("weird too_many_dce_rpc_msgs_in_reassembly");
    }

    @Test
    void givesUpWhenAMessageBeginsTwice() {
        take(request(1, 1, "00"));
        assertThat(take(request(1, 1, "00"))).isFalse();
        assertThat(recorder.said()).contains("weird multiple_first_fragments_in_dce_rpc_reassembly");
    }

    @Test
    void givesUpWhenAMessageIsTooLong() {
        take(request(1, 1, "00".repeat(20_000)));
        assertThat(take(request(1, 0, "00".repeat(20_000)))).isFalse();
        assertThat(recorder.said()).contains("weird too_much_dce_rpc_fragment_data");
    }

    @Test
    void forgetsMessagesThatAreFinished() {
        for (int call = 0; call < 100; call++) {
            assertThat(take(request(call, 1, "00"))).isTrue();
            assertThat(take(request(call, 2, "00"))).isTrue();
        }
    }
}
