package io.brook.analysis.protocol.rdp;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** Reads the packets of X.224 (RFC 1006), and what they carry. */
final class RdpParser {
    private static final int CONFIRM = 0xd0;
    private static final int REQUEST = 0xe0;
    private static final int DATA = 0xf0;
    private static final int CLIENT = 0x65;
    private static final int SERVER = 0x66;

    private final RdpNegotiationParser negotiation;
    private final RdpConferenceParser conference;

    RdpParser(RdpSink sink) {
        this.negotiation = new RdpNegotiationParser(sink);
        this.conference = new RdpConferenceParser(sink);
    }

    /** Reads a packet, after its header; returns whether TLS comes next. */
    boolean packet(FieldReader in) throws MalformedException {
        int length = in.u8("COTP:cotp_len");
        switch (in.u8("COTP:pdu")) {
            case REQUEST -> negotiation.request(in, length);
            case CONFIRM -> {
                return negotiation.confirm(in, length) > 0;
            }
            case DATA -> data(in);
            default -> {}
        }
        return false;
    }

    private void data(FieldReader in) throws MalformedException {
        in.skip("DT_Data:application_defined_type", 2);
        switch (in.u8("DT_Data:application_type")) {
            case CLIENT -> conference.request(in);
            case SERVER -> conference.response(in);
            default -> {}
        }
    }
}
