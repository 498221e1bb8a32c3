package io.brook.analysis.weird;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which weird gets which action: Zeek's table Weird::actions. What is not in it is logged. */
public final class WeirdPolicy {
    private static final Map<String, WeirdAction> ACTIONS = new HashMap<>();

    /** Every occurrence of these is passed on, for those who count checksum errors: Weird::weird_do_not_ignore_repeats. */
    private static final Set<String> BAD_CHECKSUMS =
            Set.of("bad_IP_checksum", "bad_TCP_checksum", "bad_UDP_checksum", "bad_ICMP_checksum");

    static {
        put(
                WeirdAction.IGNORE,
                List.of("unsolicited_SYN_response", "FIN_after_reset", "spontaneous_FIN", "spontaneous_RST"));
        put(
                WeirdAction.LOG_PER_CONN,
                List.of(
                        "FTP_max_command_length_exceeded",
                        "FTP_too_many_pending_commands",
                        "FTP_user_too_long",
                        "FTP_reply_msg_too_long",
                        "FTP_arg_too_long",
                        "FTP_password_too_long",
                        "simultaneous_open",
                        "smtp_mail_transaction_invalid",
                        "smtp_excessive_invalid_mail_transactions",
                        "smb_tree_connect_andx_response_without_tree"));
        put(
                WeirdAction.LOG_PER_ORIG,
                List.of(
                        "bad_IP_checksum",
                        "bad_TCP_checksum",
                        "bad_UDP_checksum",
                        "bad_ICMP_checksum",
                        "bad_RPC",
                        "excess_RPC",
                        "partial_RPC",
                        "originator_RPC_reply",
                        "responder_RPC_call",
                        "connection_originator_SYN_ack",
                        "DNS_label_forward_compress_offset",
                        "DNS_label_len_gt_name_len",
                        "DNS_label_len_gt_pkt",
                        "DNS_label_too_long",
                        "SYN_with_data",
                        "UDP_datagram_length_mismatch",
                        "excessively_small_fragment",
                        "fragment_inconsistency",
                        "fragment_overlap",
                        "fragment_size_inconsistency",
                        "SSH_max_packet_length_exceeded",
                        "SSH_max_string_length_exceeded"));
        put(
                WeirdAction.NOTICE_PER_ORIG,
                List.of("FIN_storm", "SYN_after_partial", "successful_RPC_reply_to_invalid_request"));
    }

    private WeirdPolicy() {}

    private static void put(WeirdAction action, List<String> names) {
        names.forEach(name -> ACTIONS.put(name, action));
    }

    /** @param name the weird's name in weird.log */
    public static WeirdAction actionOf(String name) {
        return ACTIONS.getOrDefault(name, WeirdAction.LOG);
    }

    /** Whether it says that a checksum is wrong. */
    public static boolean isBadChecksum(String name) {
        return BAD_CHECKSUMS.contains(name);
    }

    /** Whether the same weird of the same endpoints is held back for a while once it was logged. */
    public static boolean suppressesRepeats(String name) {
        return !isBadChecksum(name);
    }
}
