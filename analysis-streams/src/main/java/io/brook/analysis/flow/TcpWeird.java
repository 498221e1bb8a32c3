package io.brook.analysis.flow;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;

/** What is odd about a TCP connection; what one segment shows is told in this order, which is Zeek's. */
public enum TcpWeird implements Weird {
    /** The header's length field is smaller than a header. */
    BAD_TCP_HEADER_LEN(Oddity.of("TCP", "bad_TCP_header_len")),
    /** The header with its options is longer than what was sent. */
    TRUNCATED_HEADER(Oddity.of("TCP", "truncated_header")),
    BAD_TCP_CHECKSUM(
            Oddity.of("TCP", "bad_TCP_checksum").with(WeirdAction.LOG_PER_ORIG).counted()),
    SYN_INSIDE_CONNECTION(Oddity.ofScript("SYN_inside_connection")),
    /** A SYN with another sequence number than the one before it. */
    SYN_SEQ_JUMP(Oddity.ofScript("SYN_seq_jump")),
    /** A segment before the first one that was seen. */
    SEQ_UNDERFLOW(Oddity.of("TCP", "TCP_seq_underflow_or_misorder")),
    /** An acknowledgment of what was sent before the first segment that was seen. */
    ACK_UNDERFLOW(Oddity.of("TCP", "TCP_ack_underflow_or_misorder")),
    /** The receiver takes back window it had granted. */
    WINDOW_RECISION(Oddity.ofScript("window_recision")),
    /** SYN and RST at once. */
    TCP_CHRISTMAS(Oddity.of("TCP", "TCP_christmas")),
    /** A SYN with urgent data. */
    BAROQUE_SYN(Oddity.of("TCP", "baroque_SYN")),
    SYN_WITH_DATA(Oddity.of("TCP", "SYN_with_data").with(WeirdAction.LOG_PER_ORIG)),
    /** A window scale above 14 (RFC 7323, section 2.3). */
    TCP_SCALE_RANGE(Oddity.of("TCP", "TCP_scale_range")),
    FIN_STORM(Oddity.of("TCP", "FIN_storm").with(WeirdAction.NOTICE_PER_ORIG)),
    RST_STORM(Oddity.of("TCP", "RST_storm")),
    /** One side acknowledges what the other is not seen to send. */
    POSSIBLE_SPLIT_ROUTING(Oddity.ofScript("possible_split_routing")),
    CONNECTION_ORIGINATOR_SYN_ACK(
            Oddity.of("TCP", "connection_originator_SYN_ack").with(WeirdAction.LOG_PER_ORIG)),
    /** A SYN-ACK that acknowledges something else than the SYN. */
    BAD_SYN_ACK(Oddity.of("TCP", "bad_SYN_ack")),
    SIMULTANEOUS_OPEN(Oddity.of("TCP", "simultaneous_open").with(WeirdAction.LOG_PER_CONN)),
    UNSOLICITED_SYN_RESPONSE(Oddity.of("TCP", "unsolicited_SYN_response").with(WeirdAction.IGNORE)),
    SPONTANEOUS_FIN(Oddity.of("TCP", "spontaneous_FIN").with(WeirdAction.IGNORE)),
    SPONTANEOUS_RST(Oddity.of("TCP", "spontaneous_RST").with(WeirdAction.IGNORE)),
    REPEATED_SYN_WITH_ACK(Oddity.of("TCP", "repeated_SYN_with_ack")),
    REPEATED_SYN_REPLY_WO_ACK(Oddity.of("TCP", "repeated_SYN_reply_wo_ack")),
    INAPPROPRIATE_FIN(Oddity.of("TCP", "inappropriate_FIN")),
    DATA_BEFORE_ESTABLISHED(Oddity.of("TCP", "data_before_established")),
    SYN_AFTER_PARTIAL(Oddity.of("TCP", "SYN_after_partial").with(WeirdAction.NOTICE_PER_ORIG)),
    SYN_AFTER_CLOSE(Oddity.of("TCP", "SYN_after_close")),
    /** A second FIN beyond the first. */
    FIN_ADVANCED_LAST_SEQ(Oddity.of("TCP", "FIN_advanced_last_seq")),
    SYN_AFTER_RESET(Oddity.of("TCP", "SYN_after_reset")),
    FIN_AFTER_RESET(Oddity.of("TCP", "FIN_after_reset").with(WeirdAction.IGNORE)),
    DATA_AFTER_RESET(Oddity.of("TCP", "data_after_reset")),
    PENDING_DATA_WHEN_CLOSED(Oddity.of("TCP", "pending_data_when_closed")),
    /** A SYN that begins another connection in the middle of this one. */
    ACTIVE_CONNECTION_REUSE(Oddity.of("TCP", "active_connection_reuse")),
    /** A SYN that begins another connection right after the end of this one. */
    PREMATURE_CONNECTION_REUSE(Oddity.of("TCP", "premature_connection_reuse")),
    /** The same with the SYN before it unanswered. */
    SYN_SEQ_JUMP_REUSE(Oddity.of("TCP", "SYN_seq_jump")),
    /** Not all of the payload was captured. */
    TRUNCATED_TCP_PAYLOAD(Oddity.of("TCP", "truncated_tcp_payload")),
    ABOVE_HOLE_DATA_WITHOUT_ANY_ACKS(Oddity.of("TCP", "above_hole_data_without_any_acks")),
    EXCESSIVE_DATA_WITHOUT_FURTHER_ACKS(Oddity.of("TCP", "excessive_data_without_further_acks"));

    private final Oddity oddity;

    TcpWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
