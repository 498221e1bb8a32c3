package io.brook.analysis.flow;

import io.brook.analysis.weird.Weird;

/** What is odd about a TCP connection; what one segment shows is told in this order, which is Zeek's. */
enum TcpWeird implements Weird {
    /** The header's length field is smaller than a header. */
    BAD_TCP_HEADER_LEN("bad_TCP_header_len", true),
    /** The header with its options is longer than what was sent. */
    TRUNCATED_HEADER("truncated_header", true),
    BAD_TCP_CHECKSUM("bad_TCP_checksum", true),
    SYN_INSIDE_CONNECTION("SYN_inside_connection", false),
    /** A SYN with another sequence number than the one before it. */
    SYN_SEQ_JUMP("SYN_seq_jump", false),
    /** A segment before the first one that was seen. */
    SEQ_UNDERFLOW("TCP_seq_underflow_or_misorder", true),
    /** An acknowledgment of what was sent before the first segment that was seen. */
    ACK_UNDERFLOW("TCP_ack_underflow_or_misorder", true),
    /** The receiver takes back window it had granted. */
    WINDOW_RECISION("window_recision", false),
    /** SYN and RST at once. */
    TCP_CHRISTMAS("TCP_christmas", true),
    /** A SYN with urgent data. */
    BAROQUE_SYN("baroque_SYN", true),
    SYN_WITH_DATA("SYN_with_data", true),
    /** A window scale above 14 (RFC 7323, section 2.3). */
    TCP_SCALE_RANGE("TCP_scale_range", true),
    FIN_STORM("FIN_storm", true),
    RST_STORM("RST_storm", true),
    /** One side acknowledges what the other is not seen to send. */
    POSSIBLE_SPLIT_ROUTING("possible_split_routing", false),
    CONNECTION_ORIGINATOR_SYN_ACK("connection_originator_SYN_ack", true),
    /** A SYN-ACK that acknowledges something else than the SYN. */
    BAD_SYN_ACK("bad_SYN_ack", true),
    SIMULTANEOUS_OPEN("simultaneous_open", true),
    UNSOLICITED_SYN_RESPONSE("unsolicited_SYN_response", true),
    SPONTANEOUS_FIN("spontaneous_FIN", true),
    SPONTANEOUS_RST("spontaneous_RST", true),
    REPEATED_SYN_WITH_ACK("repeated_SYN_with_ack", true),
    REPEATED_SYN_REPLY_WO_ACK("repeated_SYN_reply_wo_ack", true),
    INAPPROPRIATE_FIN("inappropriate_FIN", true),
    DATA_BEFORE_ESTABLISHED("data_before_established", true),
    SYN_AFTER_PARTIAL("SYN_after_partial", true),
    SYN_AFTER_CLOSE("SYN_after_close", true),
    /** A second FIN beyond the first. */
    FIN_ADVANCED_LAST_SEQ("FIN_advanced_last_seq", true),
    SYN_AFTER_RESET("SYN_after_reset", true),
    FIN_AFTER_RESET("FIN_after_reset", true),
    DATA_AFTER_RESET("data_after_reset", true),
    PENDING_DATA_WHEN_CLOSED("pending_data_when_closed", true),
    /** A SYN that begins another connection in the middle of this one. */
    ACTIVE_CONNECTION_REUSE("active_connection_reuse", true),
    /** A SYN that begins another connection right after the end of this one. */
    PREMATURE_CONNECTION_REUSE("premature_connection_reuse", true),
    /** The same with the SYN before it unanswered. */
    SYN_SEQ_JUMP_REUSE("SYN_seq_jump", true),
    /** Not all of the payload was captured. */
    TRUNCATED_TCP_PAYLOAD("truncated_tcp_payload", true),
    ABOVE_HOLE_DATA_WITHOUT_ANY_ACKS("above_hole_data_without_any_acks", true),
    EXCESSIVE_DATA_WITHOUT_FURTHER_ACKS("excessive_data_without_further_acks", true);

    private final String id;
    private final boolean byAnalyzer;

    TcpWeird(String id, boolean byAnalyzer) {
        this.id = id;
        this.byAnalyzer = byAnalyzer;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String source() {
        return byAnalyzer ? "TCP" : null;
    }
}
