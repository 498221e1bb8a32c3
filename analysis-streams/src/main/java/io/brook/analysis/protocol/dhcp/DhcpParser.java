package io.brook.analysis.protocol.dhcp;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.record.DhcpMessage;
import java.nio.ByteOrder;

/** Makes a message of a datagram (RFC 2131, section 2). */
final class DhcpParser {
    /** Where the magic cookie is: how long the fixed part is before it. */
    static final int COOKIE_OFFSET = 236;

    private static final int HARDWARE_LENGTH = 16;
    private static final int SERVER_NAME_LENGTH = 64;
    private static final int FILE_NAME_LENGTH = 128;

    private DhcpParser() {}

    static DhcpDatagram message(ByteCursor datagram) throws MalformedException {
        FieldReader in = FieldReader.of("DHCP_Message", datagram, ByteOrder.BIG_ENDIAN);
        in.need("cookie", COOKIE_OFFSET + Integer.BYTES);
        DhcpMessage message = new DhcpMessage();
        in.skip("op, htype, hlen, hops", 1 + 1 + 1 + 1);
        long transaction = in.u32("xid");
        in.skip("secs, flags, ciaddr", 2 + 2 + 4);
        int assigned = (int) in.u32("yiaddr");
        message.setAssigned(assigned == 0 ? null : IpAddress.v4(assigned).toString());
        in.skip("siaddr, giaddr", 4 + 4);
        message.setClientHardware(DhcpHardwareAddress.format(in.bytes("chaddr", HARDWARE_LENGTH)));
        in.skip("sname, file", SERVER_NAME_LENGTH + FILE_NAME_LENGTH);
        int cookie = (int) in.u32("cookie");
        DhcpOptionParser.read(in.part("options", in.remaining()), message);
        return new DhcpDatagram(transaction, message, cookie);
    }
}
