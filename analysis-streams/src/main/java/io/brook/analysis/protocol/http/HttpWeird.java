package io.brook.analysis.protocol.http;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about HTTP, and about how it changes to WebSocket. */
enum HttpWeird implements Weird {
    // Lines that begin messages.
    EMPTY_REQUEST("empty_http_request"),
    BAD_REQUEST("bad_HTTP_request"),
    BAD_REQUEST_WITH_VERSION("bad_HTTP_request_with_version"),
    MISSING_URI("missing_HTTP_uri"),
    LOWERCASE_KEYWORD("lowercase_HTTP_keyword"),
    VERSION_MISMATCH("HTTP_version_mismatch"),
    INVALID_0_9_METHOD("invalid_http_09_request_method"),
    PERCENT_AT_END("illegal_%_at_end_of_URI"),
    PARTIAL_ESCAPE_AT_END("partial_escape_at_end_of_URI"),
    DOUBLE_PERCENT("double_%_in_URI"),
    UNESCAPED_PERCENT("unescaped_%_in_URI"),
    UNKNOWN_METHOD(Oddity.ofScript("unknown_HTTP_method")),

    // The order of messages.
    UNEXPECTED_CLIENT_DATA("unexpected_client_HTTP_data"),
    UNEXPECTED_SERVER_DATA("unexpected_server_HTTP_data"),
    UNEXPECTED_REQUESTS("unexpected_multiple_HTTP_requests"),
    OVERLAPPING_MESSAGES("HTTP_overlapping_messages"),
    REPLY_0_9_BEFORE_REQUEST("http_09_reply_before_request"),
    RESPONSE_BEFORE_REQUEST(Oddity.ofScript("HTTP_response_before_request")),
    EXCESSIVE_PIPELINING(Oddity.ofScript("HTTP_excessive_pipelining")),
    DATA_WITH_CONNECT_REPLY("protocol_data_with_HTTP_CONNECT_reply"),
    DATA_WITH_UPGRADE_REPLY("protocol_data_with_HTTP_upgrade_reply"),

    // Header fields and contents.
    NO_CRLF_IN_HEADERS("http_no_crlf_in_header_list"),
    LINE_FOLDING("HTTP_obsolete_line_folding"),
    BAD_CONTENT_LENGTH("HTTP_bad_content_length"),
    LEADING_ZEROS("HTTP_content_length_leading_zeros"),
    LENGTH_AND_CHUNKED("HTTP_content_length_and_chunked"),
    LENGTH_0_AND_CONTINUE("HTTP_content_length_0_and_expect_100_cont"),
    EXPECT_NOT_CONTINUE("HTTP_expect_not_100_continue"),
    RANGE_AND_CHUNKED("HTTP_content_range_and_chunked"),
    RANGE_NOT_LENGTH("HTTP_range_not_matching_len"),
    RANGE_UNIT("HTTP_content_range_unknown_byte_unit"),
    RANGE_UNPARSED("HTTP_content_range_cannot_parse"),
    RANGE_INVALID("HTTP_content_range_invalid"),
    RANGE_NOT_POSITIVE("HTTP_non_positive_content_range"),
    RANGE_OVERFLOW("HTTP_content_range_overflow"),
    RANGE_INVALID_INSTANCE("HTTP_content_range_invalid_instance"),
    NESTED_TRANSFER_ENCODING("HTTP_nested_transfer_encoding_header"),
    CHUNKED_AND_MORE("HTTP_chunked_multi"),
    CHUNKED_MULTIPART("HTTP_chunked_transfer_for_multipart_message"),
    BAD_CHUNK_SIZE("HTTP_bad_chunk_size"),
    INFLATE_FAILED(Oddity.of("ZIP", "inflate_failed")),

    // Said by Zeek's scripts in the name of WebSocket.
    WEBSOCKET_KEYS(ofWebSocket("websocket_multiple_key_headers")),
    WEBSOCKET_ACCEPTS(ofWebSocket("websocket_multiple_accept_headers")),
    WEBSOCKET_PROTOCOLS(ofWebSocket("websocket_multiple_protocol_headers")),
    WEBSOCKET_UNEXPECTED(ofWebSocket("websocket_established_unexpected")),
    WEBSOCKET_NO_KEY(ofWebSocket("websocket_missing_key_header")),
    WEBSOCKET_NO_ACCEPT(ofWebSocket("websocket_missing_accept_header")),
    WEBSOCKET_WRONG_ACCEPT(ofWebSocket("websocket_wrong_accept_header"));

    private final Oddity oddity;

    HttpWeird(String name) {
        this(Oddity.ofAnalyzer(name));
    }

    HttpWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    private static Oddity ofWebSocket(String name) {
        return Oddity.of("WebSocket", name);
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
