package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** Reads the packets of the handshake: the server's greeting, and what the client says about itself. */
final class MysqlHandshakeParser {
    static final int VERSION_9 = 9;
    static final int VERSION_10 = 10;

    private static final int SECRET_LENGTH = 8;
    private static final int LEAST_OTHER_SECRET_LENGTH = 13;

    private MysqlHandshakeParser() {}

    static MysqlGreeting greeting(FieldReader packet) throws MalformedException {
        int version = packet.u8("Initial_Handshake_Packet:version");
        switch (version) {
            case VERSION_10 -> {
                return greeting10(packet);
            }
            case VERSION_9 -> {
                packet.zeroTerminated();
                packet.skip("Handshake_v9:connection_id", 4);
                packet.zeroTerminated();
                return new MysqlGreeting(version, false, null);
            }
            default -> {
                return new MysqlGreeting(version, false, MysqlResultParser.failure(packet));
            }
        }
    }

    private static MysqlGreeting greeting10(FieldReader packet) throws MalformedException {
        packet.zeroTerminated();
        packet.skip("Handshake_v10:connection_id", 4 + SECRET_LENGTH + 1 + 2 + 1 + 2);
        long capabilities = (long) packet.u16("Handshake_v10:capability_flags_2") << 16;
        int secret = packet.u8("Handshake_v10:auth_plugin_data_len");
        if (secret != 0 && secret < SECRET_LENGTH + LEAST_OTHER_SECRET_LENGTH) {
            throw MalformedException.enforced("Handshake_v10:auth_plugin_data_len");
        }
        packet.skip("Handshake_v10:reserved", 10);
        packet.skip(
                "Handshake_v10:auth_plugin_data_part_2", Math.max(secret - SECRET_LENGTH, LEAST_OTHER_SECRET_LENGTH));
        if ((capabilities & MysqlCapability.PLUGIN_AUTH) != 0) {
            packet.zeroTerminated();
        }
        return new MysqlGreeting(VERSION_10, (capabilities & MysqlCapability.QUERY_ATTRIBUTES) != 0, null);
    }

    /** @param version the server's */
    static MysqlIntroduction introduction(FieldReader packet, int version) throws MalformedException {
        return switch (version) {
            case VERSION_10 -> introduction10(packet);
            case VERSION_9 -> introduction9(packet);
            default -> throw new MalformedException("invalid index for case: Handshake_Response_Packet: " + version);
        };
    }

    private static MysqlIntroduction introduction10(FieldReader packet) throws MalformedException {
        long capabilities = packet.u32("Handshake_Response_Packet_v10:cap_flags");
        packet.skip("Handshake_Response_Packet_v10:max_pkt_size", 4 + 1 + 23);
        boolean tls = (capabilities & MysqlCapability.SSL) != 0;
        return new MysqlIntroduction(capabilities, tls ? null : user(packet, capabilities));
    }

    private static String user(FieldReader packet, long capabilities) throws MalformedException {
        String user = packet.zeroTerminated();
        MysqlLengthEncoded.skip(packet);
        if ((capabilities & MysqlCapability.CONNECT_WITH_DB) != 0) {
            packet.zeroTerminated();
        }
        if ((capabilities & MysqlCapability.PLUGIN_AUTH) != 0 && packet.hasZero()) {
            packet.zeroTerminated();
        }
        if ((capabilities & MysqlCapability.CONNECT_ATTRS) != 0) {
            skipAttributes(packet);
        }
        if ((capabilities & MysqlCapability.ZSTD_COMPRESSION_ALGORITHM) != 0) {
            packet.u8("Handshake_Plain_v10:zstd_compression_level");
        }
        return user;
    }

    private static void skipAttributes(FieldReader packet) throws MalformedException {
        int length = packet.u8("Handshake_Connection_Attributes:length");
        FieldReader attributes = packet.part("Handshake_Connection_Attributes:attrs", length);
        while (!attributes.isAtEnd()) {
            MysqlLengthEncoded.skip(attributes);
            MysqlLengthEncoded.skip(attributes);
        }
    }

    /** Of what it says it can, an old client's answer has only what matters for its own form. */
    private static MysqlIntroduction introduction9(FieldReader packet) throws MalformedException {
        int capabilities = packet.u16("Handshake_Response_Packet_v9:cap_flags");
        packet.u24("Handshake_Response_Packet_v9:max_pkt_size");
        String user = packet.zeroTerminated();
        packet.zeroTerminated();
        if ((capabilities & MysqlCapability.CONNECT_WITH_DB) != 0) {
            packet.zeroTerminated();
        }
        return new MysqlIntroduction(0, user);
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
            skipAttributes(packet);
        }
        return user;
    }
}
