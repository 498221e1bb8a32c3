package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** Reads a client's commands. */
final class MysqlRequestParser {
    private MysqlRequestParser() {}

    /**
     * The command in a packet.
     *
     * @param capabilities the client's
     * @param hasAttributes whether statements have attributes
     */
    static MysqlRequest request(FieldReader packet, long capabilities, boolean hasAttributes)
            throws MalformedException {
        int number = packet.u8("Command_Request_Packet:command");
        MysqlCommand command = MysqlCommand.of(number);
        if (command == MysqlCommand.QUERY && hasAttributes) {
            MysqlAttributeParser.skip(packet);
        }
        String user = command == MysqlCommand.CHANGE_USER ? MysqlHandshakeParser.newUser(packet, capabilities) : null;
        return new MysqlRequest(number, packet.restAsText(), user);
    }
}
