package io.brook.analysis.protocol.dns;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;

/** What is odd about messages of DNS. */
enum DnsWeird implements Weird {
    TRUNCATED_HEADER("DNS_truncated_len_lt_hdr_len"),
    UNKNOWN_OPCODE("DNS_unknown_opcode"),
    TOO_MANY_QUESTIONS("DNS_Conn_count_too_large"),
    TRUNCATED_QUESTION("DNS_truncated_quest_too_short"),

    LABEL_FORWARD_POINTER("DNS_label_forward_compress_offset", WeirdAction.LOG_PER_ORIG),
    TOO_MANY_POINTERS("DNS_max_compression_chain_depth_exceeded"),
    LABEL_BEYOND_MESSAGE("DNS_label_len_gt_pkt", WeirdAction.LOG_PER_ORIG),
    LABEL_TOO_LONG("DNS_label_too_long", WeirdAction.LOG_PER_ORIG),
    LABEL_BEYOND_NAME("DNS_label_len_gt_name_len", WeirdAction.LOG_PER_ORIG),
    NAME_TOO_LONG("DNS_NAME_too_long"),

    TRUNCATED_RECORD("DNS_truncated_ans_too_short"),
    TRUNCATED_DATA("DNS_truncated_RR_rdlength_lt_len"),
    EMPTY_DATA("DNS_zero_rdlength"),
    UNKNOWN_TYPE("DNS_RR_unknown_type"),
    BAD_LENGTH("DNS_RR_bad_length"),
    LENGTH_MISMATCH("DNS_RR_length_mismatch"),
    TEXT_BEYOND_DATA("DNS_TXT_char_str_past_rdlen"),
    LOC_VERSION("DNS_LOC_version_unrecognized"),

    /** A dynamic update is of one zone. */
    UPDATE_ZONE_COUNT("DNS_DU_invalid_zone_count"),
    UPDATE_ZONE_TYPE("DNS_DU_incorrect_zone_type"),
    PREREQUISITE_LIFETIME("DNS_dynamic_update_prereq_nonzero_ttl"),
    INVALID_PREREQUISITE("DNS_dynamic_update_invalid_prereq"),
    INVALID_UPDATE("DNS_dynamic_update_invalid_update"),

    KEEPALIVE_OVER_UDP("EDNS_TCP_Keepalive_In_UDP"),
    TRUNCATED_OPTION("EDNS_truncated_option"),
    SUBNET_LENGTH("EDNS_ECS_invalid_option_len"),
    SUBNET_PREFIX_4("EDNS_ECS_invalid_addr_v4_prefix"),
    SUBNET_PREFIX_6("EDNS_ECS_invalid_addr_v6_prefix"),
    SUBNET_ADDRESS_4("EDNS_ECS_invalid_addr_v4"),
    SUBNET_ADDRESS_6("EDNS_ECS_invalid_addr_v6"),

    SIGNATURE_ALGORITHM_DEPRECATED("DNSSEC_RRSIG_NotRecommended_ZoneSignAlgo"),
    SIGNATURE_ALGORITHM_INDIRECT("DNSSEC_RRSIG_Indirect_ZoneSignAlgo"),
    SIGNATURE_ALGORITHM_OF_NAME("DNSSEC_RRSIG_PrivateDNS_ZoneSignAlgo"),
    SIGNATURE_ALGORITHM_OF_OID("DNSSEC_RRSIG_PrivateOID_ZoneSignAlgo"),
    SIGNATURE_ALGORITHM_UNKNOWN("DNSSEC_RRSIG_unknown_ZoneSignAlgo"),
    KEY_ALGORITHM_DEPRECATED("DNSSEC_DNSKEY_NotRecommended_ZoneSignAlgo"),
    KEY_ALGORITHM_INDIRECT("DNSSEC_DNSKEY_Indirect_ZoneSignAlgo"),
    KEY_ALGORITHM_OF_NAME("DNSSEC_DNSKEY_PrivateDNS_ZoneSignAlgo"),
    KEY_ALGORITHM_OF_OID("DNSSEC_DNSKEY_PrivateOID_ZoneSignAlgo"),
    KEY_ALGORITHM_UNKNOWN("DNSSEC_DNSKEY_unknown_ZoneSignAlgo"),
    KEY_FLAG("DNSSEC_DNSKEY_Invalid_Flag"),
    KEY_REVOKED("DNSSEC_DNSKEY_Revoked_KSK"),
    KEY_PROTOCOL("DNSSEC_DNSKEY_Invalid_Protocol"),
    DIGEST_RESERVED("DNSSEC_DS_ReservedDigestType"),
    DIGEST_UNKNOWN("DNSSEC_DS_unknown_DigestType"),
    NSEC_EMPTY_BITMAP("DNSSEC_NSEC_bitmapLen0"),
    NSEC3_EMPTY_BITMAP("DNSSEC_NSEC3_bitmapLen0"),

    SVCB_LENGTH("DNS_SVCB_wrong_length"),
    SVCB_ALIAS_WITH_PARAMETERS("DNS_SVCB_aliasmode_with_params"),
    SVCB_VALUE_TOO_BIG("DNS_SVCB_param_value_toobig"),
    SVCB_MANDATORY("DNS_SVCB_mandatory_length_invalid"),
    SVCB_ALPN("DNS_SVCB_alpn_length_invalid"),
    SVCB_NO_DEFAULT_ALPN("DNS_SVCB_nodefaultalpn_value"),
    SVCB_PORT("DNS_SVCB_port_length_invalid"),
    SVCB_HINT("DNS_SVCB_hint_length_invalid"),
    SVCB_KEY("DNS_SVCB_key_reserved_or_invalid");

    private final Oddity oddity;

    DnsWeird(String name) {
        this(name, WeirdAction.LOG);
    }

    DnsWeird(String name, WeirdAction action) {
        oddity = Oddity.ofAnalyzer(name).with(action);
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }

    /** Whether a part of the message is not analysed because of it. */
    boolean isLimit() {
        return this == UNKNOWN_OPCODE || this == TOO_MANY_POINTERS;
    }
}
