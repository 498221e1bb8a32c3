package io.brook.analysis.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.JZlib;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.HttpLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What somebody would send to make a worker slow or large. */
class HttpHostileTest {
    private static final int MAX_STATE = 4 << 20;

    private final SessionRecorder session = new SessionRecorder(new HttpAnalyzer());

    private void manyTimes(int times, String bytes) {
        byte[] piece = bytes.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < times; i++) {
            session.data(Direction.ORIGINATOR, piece);
        }
    }

    @Test
    void anEndlessHeaderLineIsCut() {
        session.originator("GET / HTTP/1.1\r\nX: ");
        manyTimes(1000, "x".repeat(10_000));
        assertThat(session.said()).contains("weird contentline_size_exceeded");
        assertThat(session.saveAndRestore()).isLessThan(MAX_STATE);
    }

    @Test
    void anEndlessFoldedHeaderIsCut() {
        session.originator("GET / HTTP/1.1\r\nX: y\r\n");
        manyTimes(1000, (" " + "x".repeat(998) + "\r\n").repeat(10));
        assertThat(session.said().toString()).contains("exceeded_mime_max_header_bytes");
        assertThat(session.saveAndRestore()).isLessThan(MAX_STATE);
    }

    @Test
    void endlessHeadersAreForgotten() {
        session.originator("GET / HTTP/1.1\r\n");
        for (int i = 0; i < 100_000; i++) {
            session.originator("Via: " + i + "\r\nCookie: " + i + "\r\n");
        }
        assertThat(session.saveAndRestore()).isLessThan(MAX_STATE);
        session.originator("\r\n").finish();
        assertThat(session.line(HttpLog.class).getProxied()).hasSize(100);
    }

    @Test
    void requestsThatNobodyAnswersAreLoggedAHundredAtATime() {
        manyTimes(100, "GET / HTTP/1.1\r\n\r\n".repeat(1000));
        assertThat(session.saveAndRestore()).isLessThan(MAX_STATE);
        session.finish();
        assertThat(session.lines()).hasSize(100_000);
        assertThat(session.said()).contains("weird HTTP_excessive_pipelining");
    }

    @Test
    void whatDecompressesToTooMuchIsLeftAtThat() {
        byte[] bomb = bomb(200 << 20);
        session.originator("GET / HTTP/1.1\r\n\r\n")
                .responder("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                .data(Direction.RESPONDER, bomb);
        long limit = HttpInflationBudget.FREE + HttpInflationBudget.MAX_RATIO * bomb.length;
        assertThat(session.line(HttpLog.class).getResponseBodyLen()).isBetween(limit, limit + (1 << 20));
    }

    /** Zeros, compressed with zlib. */
    private static byte[] bomb(int length) {
        byte[] compressed = new byte[length / 1000 + 1000];
        byte[] zeros = new byte[1 << 20];
        try {
            Deflater deflater = new Deflater(JZlib.Z_BEST_COMPRESSION);
            deflater.setOutput(compressed);
            for (int i = 0; i < length >> 20; i++) {
                deflater.setInput(zeros, 0, zeros.length, false);
                deflater.deflate(JZlib.Z_NO_FLUSH);
            }
            deflater.deflate(JZlib.Z_FINISH);
            return Arrays.copyOf(compressed, (int) deflater.total_out);
        } catch (com.jcraft.jzlib.GZIPException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void partsInPartsAreFollowedOnlySoDeep() {
        session.originator("POST / HTTP/1.1\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n");
        for (int i = 0; i < 2000; i++) {
            session.originator("--b" + i + "\r\nContent-Type: multipart/mixed; boundary=b" + (i + 1) + "\r\n\r\n");
        }
        assertThat(session.said()).contains("weird exceeded_mime_max_depth: 100");
        assertThat(session.saveAndRestore()).isLessThan(MAX_STATE);
        session.finish();
    }

    @Test
    void sqlInALongTargetIsLookedForInLinearTime() {
        String target = "/?a=1" + "/**/".repeat(15_000);
        long before = System.nanoTime();
        HttpSqlInjection.isIn(target);
        assertThat(System.nanoTime() - before).isLessThan(10_000_000_000L);
    }

    @Test
    void largeContentsPassThroughUncopied() {
        session.originator("GET / HTTP/1.1\r\n\r\n").responder("HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n");
        byte[] piece = new byte[100_000];
        for (int i = 0; i < 100; i++) {
            session.data(Direction.RESPONDER, piece);
            assertThat(session.saveAndRestore()).isLessThan(1 << 26);
        }
        assertThat(session.line(HttpLog.class).getResponseBodyLen()).isEqualTo(10_000_000);
    }
}
