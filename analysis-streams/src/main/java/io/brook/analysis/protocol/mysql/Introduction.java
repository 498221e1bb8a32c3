package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** What a client says about itself at login, of which only the user matters. */
final class Introduction {
    private Introduction() {}

    /**
     * The user in the rest of a handshake response of version 10 that goes on without TLS.
     *
     * @param capabilities the client's
     */
    static String user(FieldReader packet, long capabilities) throws MalformedException {
        String user = packet.zeroTerminated();
        LengthEncoded.skip(packet);
        if ((capabilities & Capability.CONNECT_WITH_DB) != 0) {
            packet.zeroTerminated();
        }
        if ((capabilities & Capability.PLUGIN_AUTH) != 0 && packet.hasZero()) {
            packet.zeroTerminated();
        }
        if ((capabilities & Capability.CONNECT_ATTRS) != 0) {
            attributes(packet);
        }
        if ((capabilities & Capability.ZSTD_COMPRESSION_ALGORITHM) != 0) {
            packet.u8("Handshake_Plain_v10:zstd_compression_level");
        }
        return user;
    }

    private static void attributes(FieldReader packet) throws MalformedException {
        int length = packet.u8("Handshake_Connection_Attributes:length");
        FieldReader attributes = packet.part("Handshake_Connection_Attributes:attrs", length);
        while (!attributes.isAtEnd()) {
            LengthEncoded.skip(attributes);
            LengthEncoded.skip(attributes);
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
        if ((capabilities & Capability.PLUGIN_AUTH) != 0) {
            packet.zeroTerminated();
        }
        if ((capabilities & Capability.CONNECT_ATTRS) != 0) {
            attributes(packet);
        }
        return user;
    }
}
