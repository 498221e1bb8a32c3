package io.brook.analysis.protocol.smb;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about a conversation in SMB, and about the remote calls that it carries. */
enum SmbWeird implements Weird {
    CHAIN_NOT_ADVANCING(Oddity.ofAnalyzer("smb_andx_offset_not_advancing")),
    CHAIN_TOO_LONG(Oddity.ofAnalyzer("smb_andx_depth_exceeded")),
    CALL_BEGINS_TWICE(Oddity.of("DCE_RPC", "multiple_first_fragments_in_dce_rpc_reassembly")),
    TOO_MANY_CALLS(Oddity.of("DCE_RPC", "too_many_dce_rpc_msgs_in_reassembly")),
    CALL_TOO_LONG(Oddity.of("DCE_RPC", "too_much_dce_rpc_fragment_data")),
    CALL_PROOF_OF_TLS(Oddity.of("DCE_RPC", "tls_dce_rpc_auth_type")),
    CALL_PROOF_OF_NETLOGON(Oddity.of("DCE_RPC", "netlogon_dce_rpc_auth_type")),
    UNKNOWN_CALL_PROOF(Oddity.of("DCE_RPC", "unknown_dce_rpc_auth_type"));

    private final Oddity oddity;

    SmbWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
