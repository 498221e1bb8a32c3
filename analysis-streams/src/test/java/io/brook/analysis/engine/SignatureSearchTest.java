package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.record.SignatureMatch;
import io.brook.schemas.subject.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureSearchTest {
    private static final String WINDOWS = "Microsoft Windows XP [Version 5.1.2600]\r\n";
    private static final String COPYRIGHT = "(C) Copyright 1985-2001 Microsoft Corp.\r\n\r\nC:\\WINDOWS\\system32>";

    private final Wire wire = Wire.withProtocols(List.of());
    private final TcpHost[] hosts = TcpHost.pair(wire, 40000, 4444);

    private void handshake() {
        hosts[0].syn();
        hosts[1].synAck();
        hosts[0].ack();
    }

    private List<SignatureMatch> matches() {
        RecordingEmitter out = wire.pass(1).end();
        return out.reports().stream()
                .map(Report::found)
                .filter(SignatureMatch.class::isInstance)
                .map(SignatureMatch.class::cast)
                .toList();
    }

    @Test
    void tellsWhichSideHasOpenedItsShell() {
        handshake();
        hosts[0].says(WINDOWS + COPYRIGHT);
        hosts[1].says(WINDOWS);
        hosts[1].says(COPYRIGHT);
        hosts[1].says(WINDOWS + COPYRIGHT);
        assertThat(matches())
                .extracting(SignatureMatch::getSignature, SignatureMatch::getFromOriginator, SignatureMatch::getData)
                .containsExactly(
                        tuple("windows_reverse_shell", true, WINDOWS + COPYRIGHT),
                        tuple("windows_shell", false, COPYRIGHT));
    }

    @Test
    void bothSidesTogetherMakeNoBanner() {
        handshake();
        hosts[0].says(WINDOWS);
        hosts[1].says(COPYRIGHT);
        assertThat(matches()).isEmpty();
    }

    @Test
    void looksAtAsMuchAsDetection() {
        handshake();
        hosts[0].says("x".repeat(1_025));
        hosts[1].says(WINDOWS + COPYRIGHT);
        assertThat(matches()).isEmpty();
    }

    @Test
    void thePieceThatReachesTheLimitIsLookedAtAsAWhole() {
        handshake();
        hosts[0].says("x".repeat(1_024));
        hosts[1].says("x".repeat(100) + "\u00fc" + WINDOWS + COPYRIGHT);
        assertThat(matches())
                .singleElement()
                .satisfies(match -> assertThat(match.getData())
                        .isEqualTo("x".repeat(100) + "\uf7fc" + WINDOWS.substring(0, 39) + "..."));
    }

    @Test
    void aHoleEndsTheSearch() {
        handshake();
        hosts[1].says(WINDOWS);
        hosts[1].unseenData(10);
        hosts[1].says(COPYRIGHT);
        hosts[0].ack();
        assertThat(matches()).isEmpty();
    }

    @Test
    void aSideThatHasNotAnsweredIsNoShell() {
        hosts[0].syn();
        hosts[0].says(WINDOWS + COPYRIGHT);
        assertThat(matches()).isEmpty();
    }
}
