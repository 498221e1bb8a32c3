package io.brook.analysis.protocol.rdp;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** How a client and a server agree on what protects the connection, in the connection request and confirm of X.224. */
final class RdpNegotiationParser {
    private static final int RESPONSE = 2;
    private static final int FAILURE = 3;

    /** How long a response must say that it is (MS-RDPBCGR, section 2.2.1.2.1). */
    private static final int RESPONSE_LENGTH = 8;

    private final RdpSink sink;

    RdpNegotiationParser(RdpSink sink) {
        this.sink = sink;
    }

    /**
     * A connection request, after its type.
     *
     * @param length how many bytes its header says that come after the length, the type among them
     */
    void request(FieldReader in, int length) throws MalformedException {
        int before = in.position();
        in.skip("Connect_Request:flow_control", 5);
        String cookie = "";
        if (in.skipIf("Cookie: mstshash=")) {
            cookie = untilReturn(in);
            in.expect("\r\n");
        }
        if (in.position() - before + 1 != length) {
            in.skip("RDP_Negotiation_Request:requested_protocols", 8);
        }
        sink.cookie(cookie);
    }

    /**
     * A connection confirm, after its type.
     *
     * @param length as of a request
     * @return what both sides speak from here on, above zero when TLS protects it
     */
    long confirm(FieldReader in, int length) throws MalformedException {
        int before = in.position();
        in.skip("Connect_Confirm:flags", 5);
        if (in.position() - before + 1 == length) {
            return 0;
        }
        int type = in.u8("Connect_Confirm_Record:response_type");
        return switch (type) {
            case RESPONSE -> response(in);
            case FAILURE -> {
                in.skip("RDP_Negotiation_Failure:length", 3);
                sink.result(RdpNames.of("failure_code", in.u32("RDP_Negotiation_Failure:failure_code")));
                yield 0;
            }
            default -> throw new MalformedException("invalid index for case: Connect_Confirm_Record: " + type);
        };
    }

    private long response(FieldReader in) throws MalformedException {
        in.skip("RDP_Negotiation_Response:flags", 1);
        if (in.u16("RDP_Negotiation_Response:length") != RESPONSE_LENGTH) {
            throw MalformedException.enforced("RDP_Negotiation_Response:length");
        }
        long protocol = in.u32("RDP_Negotiation_Response:selected_protocol");
        if (protocol > 0) {
            sink.encrypted(protocol);
        } else {
            sink.protocol(protocol);
        }
        return protocol;
    }

    /** What comes before a carriage return, or all there is when there is none. */
    private static String untilReturn(FieldReader in) throws MalformedException {
        int from = in.position();
        int to = from;
        while (to < in.length() && in.byteAt(to) != '\r') {
            to++;
        }
        return in.text("Connect_Request:cookie", to - from);
    }
}
