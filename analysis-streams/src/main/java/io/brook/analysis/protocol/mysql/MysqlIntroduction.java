package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** What a client says about itself at login, of which only the user matters. */
final class MysqlIntroduction {
    private MysqlIntroduction() {}

    /**
     * The user in the rest of a handshake response of version 10 that goes on without TLS.
     *
     * @param capabilities the client's
     */
    static String user(FieldReader packet, long capabilities) throws MalformedException {
        String user = packet.zeroTerminated();
        MysqlLengthEncoded.skip(packet);
        if ((capabilities & MysqlCapability.CONNECT_WITH_DB) != 0) {
            packet.zeroTerminated();
        }
        if ((capabilities & MysqlCapability.PLUGIN_AUTH) != 0 && packet.hasZero()) {
            packet.zeroTerminated();
        }
        if ((capabilities & MysqlCapability.CONNECT_ATTRS) != 0) {
            attributes(packet);
        }
        if ((capabilities & MysqlCapability.ZSTD_COMPRESSION_ALGORITHM) != 0) {
            packet.u8("Handshake_Plain_v10:zstd_compression_level");
        }
        return user;
    }

    private static void attributes(FieldReader packet) throws MalformedException {
        int length = packet.u8("Handshake_Connection_Attributes:length");
        FieldReader attributes = packet.part("Handshake_Connection_Attributes:attrs", length);
        while (!attributes.isAtEnd()) {
            MysqlLengthEncoded.skip(attributes);
            MysqlLengthEncoded.skip(attributes);
        }
    }

    /**
     * The user in a command that changes it, after the command's number.
     *
     * @param capabilities the client's
     */
    static String newUser(FieldReader packet, long capabilities) throws MalformedException {
        String user = packet.zeroTerminated();
        packet.skip("Change_User_Packet:auth_plugin_data", packet.u8("Change_User_Packet:auth_plugin_data_len"));
        packet.zeroTerminated();
        packet.u16("Change_User_Packet:charset");
        if ((capabilities & MysqlCapability.PLUGIN_AUTH) != 0) {
            packet.zeroTerminated();
        }
        if ((capabilities & MysqlCapability.CONNECT_ATTRS) != 0) {
            attributes(packet);
        }
        return user;
    }
}
