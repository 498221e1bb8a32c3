package io.brook.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All states of both sides, and the word for them: Zeek's set_conn_state. */
class ConnStateTest {
    private static final EndpointState[] STATES = EndpointState.values();

    /** Down the originator's states, across the responder's; both sides have sent payload. ? depends on the history. */
    private static final String WORDS = """
                          INACTIVE SYN_SENT SYN_ACK_SENT PARTIAL ESTABLISHED CLOSED RESET
            INACTIVE      OTH      OTH      OTH          OTH     OTH         SHR    RSTRH
            SYN_SENT      S0       OTH      OTH          OTH     OTH         S3     REJ
            SYN_ACK_SENT  OTH      OTH      OTH          OTH     OTH         S3     REJ
            PARTIAL       OTH      OTH      OTH          OTH     OTH         SHR    RSTRH
            ESTABLISHED   OTH      OTH      OTH          OTH     S1          S3     RSTR
            CLOSED        SH       S2       S2           SH      S2          SF     RSTR
            RESET         ?        RSTO     RSTO         ?       RSTO        RSTO   RSTR
            """;

    @Test
    void everyPairOfStatesHasItsWord() {
        String[] rows = WORDS.lines().toArray(String[]::new);
        String[] columns = rows[0].trim().split(" +");
        assertThat(columns).hasSize(STATES.length);
        assertThat(rows).hasSize(STATES.length + 1);
        for (int i = 1; i < rows.length; i++) {
            String[] row = rows[i].split(" +");
            EndpointState originator = EndpointState.valueOf(row[0]);
            for (int j = 0; j < columns.length; j++) {
                EndpointState responder = EndpointState.valueOf(columns[j]);
                check(originator, responder, row[j + 1]);
            }
        }
    }

    private static void check(EndpointState originator, EndpointState responder, String word) {
        String what = originator + " and " + responder;
        boolean byHistory = word.equals("?");
        assertThat(ConnState.ofTcp(originator, responder, "SR", true)).as(what).isEqualTo(byHistory ? "RSTOS0" : word);
        assertThat(ConnState.ofTcp(originator, responder, "AR", true)).as(what).isEqualTo(byHistory ? "OTH" : word);
        // Whether there was payload matters to one word only.
        boolean bothReset = originator == EndpointState.RESET && responder == EndpointState.RESET;
        assertThat(ConnState.ofTcp(originator, responder, "AR", false))
                .as(what + " without payload")
                .isEqualTo(bothReset ? "REJ" : byHistory ? "OTH" : word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SR", "^SR", "ShR", "SaR", "SadfR", "SDR", "STR", "SWR", "SCR", "SSR", "SRA", "SrR", "S^R"})
    void aSynGivenUpByItsSenderIsRstos0(String history) {
        assertThat(ConnState.ofTcp(EndpointState.RESET, EndpointState.INACTIVE, history, false))
                .isEqualTo("RSTOS0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"R", "S", "Sr", "HR", "hSR", "DSR", "^^SR", "SHR", "SAR", "SFR", "SGR", "SIR", "SQR", "SaAR"})
    void anyOtherResetOfAnUnansweredOriginatorIsOth(String history) {
        assertThat(ConnState.ofTcp(EndpointState.RESET, EndpointState.INACTIVE, history, false))
                .isEqualTo("OTH");
    }

    @Test
    void noHistoryIsNoAbandonedSyn() {
        assertThat(ConnState.ofTcp(EndpointState.RESET, EndpointState.INACTIVE, null, false))
                .isEqualTo("OTH");
    }

    @ParameterizedTest
    @CsvSource({"true, true, SF", "true, false, S0", "false, true, SHR", "false, false, OTH"})
    void datagramsTellWhoSentAny(boolean originator, boolean responder, String word) {
        assertThat(ConnState.ofUdp(originator, responder)).isEqualTo(word);
    }

    @Test
    void otherProtocolsHaveNoStates() {
        assertThat(ConnState.ofOther()).isEqualTo("OTH");
    }
}
