package io.brook.analysis.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.testing.RecordedFile;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.HttpLog;
import io.brook.schemas.log.WebsocketLog;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSessionTest {
    private static final String GET = "GET / HTTP/1.1\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String EMPTY_OK = OK + "Content-Length: 0\r\n\r\n";

    private final SessionRecorder session = new SessionRecorder(new HttpAnalyzer());

    private List<HttpLog> lines() {
        return session.lines().stream()
                .filter(HttpLog.class::isInstance)
                .map(HttpLog.class::cast)
                .toList();
    }

    private static String bytes(String base64) {
        return new String(Base64.getDecoder().decode(base64), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRequestAndItsReplyAreOneLine() {
        session.at(7)
                .originator("POST /a%20b HTTP/1.1\r\nHost: h:8080\r\nReferer: r\r\nUser-Agent: u\r\nOrigin: o\r\n"
                        + "Content-Length: 2\r\n\r\nhi");
        session.at(9).responder(OK + "Content-Length: 5\r\n\r\nhello");
        HttpLog line = session.line(HttpLog.class);
        assertThat(line.getTs()).isEqualTo(7);
        assertThat(line.getTransDepth()).isEqualTo(1);
        assertThat(line.getMethod()).isEqualTo("POST");
        assertThat(line.getUri()).isEqualTo("/a b");
        assertThat(line.getHost()).isEqualTo("h:8080");
        assertThat(line.getReferrer()).isEqualTo("r");
        assertThat(line.getUserAgent()).isEqualTo("u");
        assertThat(line.getOrigin()).isEqualTo("o");
        assertThat(line.getVersion()).isEqualTo("1.1");
        assertThat(line.getStatusCode()).isEqualTo(200);
        assertThat(line.getStatusMsg()).isEqualTo("OK");
        assertThat(line.getRequestBodyLen()).isEqualTo(2);
        assertThat(line.getResponseBodyLen()).isEqualTo(5);
        assertThat(line.getOrigFuids()).containsExactly("F1");
        assertThat(line.getRespFuids()).containsExactly("F2");
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("hi", "hello");
        assertThat(session.files()).allMatch(RecordedFile::isEnded);
        assertThat(session.said()).contains("confirm");
    }

    @Test
    void pipelinedRequestsGetTheirRepliesInOrder() {
        session.originator("GET /1 HTTP/1.1\r\n\r\nHEAD /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n\r\n");
        session.responder(
                EMPTY_OK + OK + "Content-Length: 9\r\n\r\n" + "HTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\nx");
        assertThat(lines()).extracting(HttpLog::getUri).containsExactly("/1", "/2", "/3");
        assertThat(lines()).extracting(HttpLog::getTransDepth).containsExactly(1, 2, 3);
        assertThat(lines()).extracting(HttpLog::getResponseBodyLen).containsExactly(0L, 0L, 1L);
    }

    @Test
    void chunksAreJoinedAndTrailersAreNoContents() {
        session.originator(GET)
                .responder(OK + "Transfer-Encoding: chunked\r\n\r\n"
                        + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Sum: 1\r\n\r\n" + OK + "Content-Length: 1\r\n\r\nz");
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("abcde", "z");
        assertThat(lines()).extracting(HttpLog::getResponseBodyLen).containsExactly(5L, 1L);
    }

    @Test
    void contentsWithoutALengthGoOnToTheEndOfTheConnection() {
        session.originator("GET / HTTP/1.0\r\n\r\n").responder("HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nab\ncd");
        assertThat(lines()).isEmpty();
        session.end(Direction.RESPONDER);
        assertThat(session.line(HttpLog.class).getResponseBodyLen()).isEqualTo(5);
        assertThat(session.files().get(0).text()).isEqualTo("ab\ncd");
    }

    @ParameterizedTest
    @CsvSource({
        // "hello hello hello", by gzip, zlib and bare deflate.
        "gzip, H4sIAAAAAAACA8tIzcnJV8hAkACAiPnlEQAAAA==",
        "deflate, eJzLSM3JyVfIQJAAOi4GfQ==",
        "deflate, y0jNyclXyECQAA=="
    })
    void compressedContentsAreDecompressed(String encoding, String base64) {
        String body = bytes(base64);
        session.originator(GET)
                .responder(OK + "Content-Encoding: " + encoding + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
        assertThat(session.files().get(0).text()).isEqualTo("hello hello hello");
        assertThat(session.line(HttpLog.class).getResponseBodyLen()).isEqualTo(17);
        assertThat(session.files().get(0).origin().size()).isEqualTo(-1);
    }

    @Test
    void contentsThatAreNotWhatTheyAreSaidToBeAreOdd() {
        session.originator(GET)
                .responder(OK + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u00ff\u00ff\u00ff\u00ff");
        assertThat(session.said()).contains("weird inflate_failed");
        assertThat(lines()).hasSize(1);
    }

    @Test
    void anInformationalReplyAnnouncesTheFinalOne() {
        session.originator("PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n")
                .responder("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(lines()).isEmpty();
        session.originator("x").responder("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        HttpLog line = session.line(HttpLog.class);
        assertThat(line.getInfoCode()).isEqualTo(100);
        assertThat(line.getInfoMsg()).isEqualTo("Continue");
        assertThat(line.getStatusCode()).isEqualTo(201);
    }

    @Test
    void partsOfRequestsAreFilesOfTheirOwn() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"";
        String body = part + "1.txt\"\r\n\r\none\nline\r\n" + part + "2.txt\"\r\n\r\ntwo\r\n--b--\r\n";
        session.originator("POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .responder(EMPTY_OK);
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("one\nline", "two");
        assertThat(session.line(HttpLog.class).getOrigFuids()).containsExactly("F1", "F2");
        assertThat(session.line(HttpLog.class).getOrigFilenames()).containsExactly("1.txt", "2.txt");
    }

    @Test
    void rangesOfOneFileHaveAKeyInCommon() {
        session.originator("GET /f HTTP/1.1\r\nHost: h\r\nRange: bytes=2-4\r\n\r\n")
                .responder("HTTP/1.1 206 Partial\r\nContent-Range: bytes 2-4/10\r\nContent-Length: 3\r\n\r\nabc");
        RecordedFile file = session.files().get(0);
        assertThat(file.origin().key()).isEqualTo("h:1/f");
        assertThat(file.origin().size()).isEqualTo(10);
        assertThat(file.text()).isEqualTo("@2:abc");
        assertThat(file.isEnded()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes foo-bar/baz, HTTP_content_range_cannot_parse: foo-bar/baz",
        "bytes 5-4/10, HTTP_non_positive_content_range: 5-4/10",
        "lines 1-2/3, HTTP_content_range_unknown_byte_unit",
        "bytes 0-9223372036854775807/3, HTTP_content_range_overflow: 0-9223372036854775807/3"
    })
    void oddRangesAreSaid(String range, String weird) {
        session.originator(GET).responder("HTTP/1.1 206 Partial\r\nContent-Range: " + range + "\r\n\r\n");
        assertThat(session.said()).contains("weird " + weird);
    }

    @Test
    void basicAuthenticationNamesTheUserAndNeverThePassword() {
        session.originator("GET / HTTP/1.1\r\nAuthorization: Basic Ym9iOnNlY3JldDox\r\nVia: p\r\n\r\n")
                .responder(EMPTY_OK);
        HttpLog line = session.line(HttpLog.class);
        assertThat(line.getUsername()).isEqualTo("bob");
        assertThat(line.getPassword()).isNull();
        assertThat(line.getProxied()).containsExactly("VIA -> p");
    }

    @Test
    void sqlInTheTargetIsTagged() {
        session.originator("GET /?id=1'+or+'1'='1 HTTP/1.1\r\n\r\nGET /?q=rock+and+roll HTTP/1.1\r\n\r\n")
                .responder(EMPTY_OK + EMPTY_OK);
        assertThat(lines()).extracting(HttpLog::getTags).containsExactly(List.of("HTTP::URI_SQLI"), List.of());
    }

    @Test
    void softwareShowsItself() {
        session.originator("GET / HTTP/1.1\r\nUser-Agent: a/1\r\n\r\n")
                .responder(OK + "Server: s/2\r\nX-Powered-By: p/3\r\nContent-Length: 0\r\n\r\n");
        assertThat(session.said())
                .contains(
                        new SoftwareBanner(Direction.ORIGINATOR, "HTTP::BROWSER", "a/1", 0).toString(),
                        new SoftwareBanner(Direction.RESPONDER, "HTTP::SERVER", "s/2", 1).toString(),
                        new SoftwareBanner(Direction.RESPONDER, "HTTP::APPSERVER", "p/3", 1).toString());
    }

    @Test
    void connectHandsOverWhatTheProxyCarries() {
        session.originator("CONNECT h:25 HTTP/1.0\r\n\r\n").responder("HTTP/1.0 200 Yes\r\n\r\n220 hello\r\n");
        assertThat(session.said()).contains("tunnel", "weird protocol_data_with_HTTP_CONNECT_reply: 11", "hand over");
        session.finish();
        assertThat(session.line(HttpLog.class).getStatusCode()).isEqualTo(200);
    }

    @Test
    void aRefusedConnectIsAReplyLikeAnyOther() {
        session.originator("CONNECT h:25 HTTP/1.0\r\n\r\n").responder("HTTP/1.0 403 No\r\nContent-Length: 2\r\n\r\nno");
        assertThat(session.outcome()).isEqualTo(Outcome.CONTINUE);
        assertThat(session.line(HttpLog.class).getResponseBodyLen()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "wrong"})
    void anUpgradeToWebSocketIsLogged(String accept) {
        session.originator(
                        "GET /c HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                + "Sec-WebSocket-Protocol: a, b\r\n\r\n")
                .responder(
                        "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Accept: "
                                + accept + "\r\nSec-WebSocket-Protocol: b\r\n\r\n");
        WebsocketLog line = session.line(WebsocketLog.class);
        assertThat(line.getHost()).isEqualTo("h");
        assertThat(line.getUri()).isEqualTo("/c");
        assertThat(line.getSubprotocol()).isEqualTo("b");
        assertThat(line.getClientProtocols()).containsExactly("a", "b");
        assertThat(session.said()).contains("hand over to websocket");
        assertThat(session.said().toString().contains("websocket_wrong_accept_header"))
                .isEqualTo(accept.equals("wrong"));
    }

    @Test
    void repliesOfVersion09AreContentsAlone() {
        session.originator("GET /old\r\n\r\n").responder("<html>\nold</html>").end(Direction.RESPONDER);
        HttpLog line = session.line(HttpLog.class);
        assertThat(line.getVersion()).isEqualTo("0.9");
        assertThat(line.getResponseBodyLen()).isEqualTo(17);
        assertThat(session.files().get(0).text()).isEqualTo("<html>\nold</html>");
    }

    @ParameterizedTest
    @CsvSource({
        "'BREW / HTTP/1.1', weird unknown_HTTP_method: BREW",
        "'GET HTTP/1.1', weird missing_HTTP_uri",
        "'GET / http/1.1', weird lowercase_HTTP_keyword",
        "'GET /% HTTP/1.1', weird illegal_%_at_end_of_URI",
        "'GET /%%41 HTTP/1.1', weird double_%_in_URI",
        "'GET /%zz HTTP/1.1', weird unescaped_%_in_URI",
        "'{ HTTP/1.1', weird bad_HTTP_request_with_version",
        "{}, violation not a http request line",
        "'', weird empty_http_request"
    })
    void oddRequestsAreSaid(String line, String said) {
        session.originator(line + "\r\n\r\n");
        assertThat(session.said()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({
        "18446744073709551615, HTTP_bad_content_length: 18446744073709551615",
        "-1, HTTP_bad_content_length: -1",
        "007, HTTP_content_length_leading_zeros: 007"
    })
    void oddLengthsAreSaid(String length, String weird) {
        session.originator(GET).responder(OK + "Content-Length: " + length + "\r\n\r\n");
        assertThat(session.said()).contains("weird " + weird);
    }

    @Test
    void chunksOfImpossibleSizesEndTheMessage() {
        session.originator(GET)
                .responder(OK + "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n\r\n" + EMPTY_OK);
        assertThat(session.said()).contains("weird HTTP_bad_chunk_size: 10000000000000000");
        assertThat(lines()).hasSize(2);
    }

    @Test
    void whatIsMissingInContentsIsMissingInTheFileOnly() {
        session.originator(GET).responder(OK + "Content-Length: 10\r\n\r\nabc").gap(Direction.RESPONDER, 4);
        session.responder("hij" + EMPTY_OK);
        assertThat(session.files().get(0).text()).isEqualTo("abchij");
        assertThat(session.files().get(0).missing()).isEqualTo(4);
        assertThat(lines()).extracting(HttpLog::getResponseBodyLen).containsExactly(10L, 0L);
    }

    @Test
    void afterMissingHeadersNobodyKnowsWhereMessagesBegin() {
        session.originator(GET)
                .gap(Direction.RESPONDER, 100)
                .responder(EMPTY_OK)
                .finish();
        assertThat(session.line(HttpLog.class).getStatusCode()).isNull();
    }

    @Test
    void aReplyWithoutARequestIsALineToo() {
        session.responder(EMPTY_OK).originator(GET).finish();
        assertThat(lines()).extracting(HttpLog::getTransDepth).containsExactly(1, 2);
    }

    private static SessionRecorder exchangeWithout(String type) {
        SessionRecorder session = new SessionRecorder(new HttpAnalyzer(), Set.of(type));
        session.originator("POST /a HTTP/1.1\r\nHost: h\r\nUser-Agent: u\r\nContent-Length: 2\r\n\r\nhi");
        session.responder(OK + "Content-Length: 5\r\n\r\nhello");
        return session.finish();
    }

    @Test
    void withoutRequestsNoMethodIsKnown() {
        SessionRecorder session = exchangeWithout("http-request");
        HttpLog line = session.line(HttpLog.class);
        assertThat(line.getMethod()).isNull();
        assertThat(line.getHost()).isNull();
        assertThat(line.getStatusCode()).isEqualTo(200);
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("hello");
    }

    @Test
    void withoutRepliesNoStatusIsKnown() {
        SessionRecorder session = exchangeWithout("http-reply");
        HttpLog line = session.line(HttpLog.class);
        assertThat(line.getMethod()).isEqualTo("POST");
        assertThat(line.getStatusCode()).isNull();
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("hi");
    }

    @Test
    void withoutHeadersNoNamesAreKnown() {
        SessionRecorder session = exchangeWithout("http-header");
        HttpLog line = session.line(HttpLog.class);
        assertThat(line.getMethod()).isEqualTo("POST");
        assertThat(line.getHost()).isNull();
        assertThat(line.getUserAgent()).isNull();
        assertThat(line.getStatusCode()).isEqualTo(200);
        assertThat(line.getResponseBodyLen()).isEqualTo(5);
    }

    @Test
    void withoutBodiesThereAreNoFiles() {
        SessionRecorder session = exchangeWithout("http-body");
        HttpLog line = session.line(HttpLog.class);
        assertThat(line.getHost()).isEqualTo("h");
        assertThat(line.getStatusCode()).isEqualTo(200);
        assertThat(session.files()).isEmpty();
    }
}
