package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** What client and server say to each other: the handshake, then commands and their results. */
final class MysqlDialogue {
    private static final int VERSION_9 = 9;
    private static final int VERSION_10 = 10;

    /** After this number packets of one answer are numbered from 0 again. */
    private static final int LAST_SEQUENCE = 255;

    private static final int SECRET_LENGTH = 8;
    private static final int LEAST_OTHER_SECRET_LENGTH = 13;

    private final MysqlLines lines;
    private final MysqlResults results;

    /** Of the protocol, as the server says; 0 before. */
    private int version;

    private int serverSequence;
    private boolean loggedIn;

    /** Whether the client has sent its name, so that further packets belong to its authentication method. */
    private boolean introduced;

    private long clientCapabilities;
    private boolean serverTakesAttributes;
    private boolean wantsTls;

    MysqlDialogue(MysqlLines lines) {
        this.lines = lines;
        this.results = new MysqlResults(lines);
    }

    /** Whether TLS begins after the packet. */
    boolean wantsTls() {
        return wantsTls;
    }

    void client(MysqlPacket packet) throws MalformedException {
        if (loggedIn) {
            command(packet.payload());
        } else if (!introduced) {
            introduction(packet.payload());
        }
    }

    void server(MysqlPacket packet) throws MalformedException {
        boolean first = packet.sequence() == 0 && serverSequence != LAST_SEQUENCE;
        if (loggedIn) {
            results.packet(packet.payload());
        } else if (first) {
            greeting(packet.payload());
        } else {
            login(packet.payload());
        }
        serverSequence = packet.sequence();
    }

    private void greeting(FieldReader packet) throws MalformedException {
        int said = packet.u8("Initial_Handshake_Packet:version");
        switch (said) {
            case VERSION_10 -> greeting10(packet);
            case VERSION_9 -> {
                packet.zeroTerminated();
                packet.skip("Handshake_v9:connection_id", 4);
                packet.zeroTerminated();
            }
            default -> error(packet);
        }
        version = said;
    }

    private void greeting10(FieldReader packet) throws MalformedException {
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
        serverTakesAttributes = (capabilities & MysqlCapability.QUERY_ATTRIBUTES) != 0;
    }

    private void login(FieldReader packet) throws MalformedException {
        int type = packet.u8("Server_Connection_Phase_Packets:pkt_type");
        switch (type) {
            case 0x00 -> {
                results.ok(packet);
                commandsFollow();
            }
            case 0x01 -> {}
            case 0xfe -> {
                packet.zeroTerminated();
                introduced = true;
                results.expect(MysqlExpected.STATUS);
            }
            case 0xff -> error(packet);
            default -> throw new MalformedException("invalid index for case: Server_Connection_Phase_Packets: " + type);
        }
    }

    private void error(FieldReader packet) throws MalformedException {
        results.error(packet);
        commandsFollow();
    }

    /** Even after an error, as in Zeek. */
    private void commandsFollow() {
        loggedIn = true;
        introduced = false;
    }

    private void introduction(FieldReader packet) throws MalformedException {
        if (version == VERSION_10) {
            introduction10(packet);
        } else if (version == VERSION_9) {
            introduction9(packet);
        } else {
            throw new MalformedException("invalid index for case: Handshake_Response_Packet: " + version);
        }
    }

    private void introduction10(FieldReader packet) throws MalformedException {
        long capabilities = packet.u32("Handshake_Response_Packet_v10:cap_flags");
        packet.skip("Handshake_Response_Packet_v10:max_pkt_size", 4 + 1 + 23);
        boolean tls = (capabilities & MysqlCapability.SSL) != 0;
        String user = tls ? null : MysqlIntroduction.user(packet, capabilities);
        introduced |= !tls && (capabilities & MysqlCapability.PLUGIN_AUTH) != 0;
        clientCapabilities = capabilities;
        results.useNewEnds((capabilities & MysqlCapability.DEPRECATE_EOF) != 0);
        lines.confirm();
        if (tls) {
            wantsTls = true;
        } else {
            lines.login(user);
        }
    }

    private void introduction9(FieldReader packet) throws MalformedException {
        int capabilities = packet.u16("Handshake_Response_Packet_v9:cap_flags");
        packet.u24("Handshake_Response_Packet_v9:max_pkt_size");
        String user = packet.zeroTerminated();
        packet.zeroTerminated();
        if ((capabilities & MysqlCapability.CONNECT_WITH_DB) != 0) {
            packet.zeroTerminated();
        }
        lines.confirm();
        lines.login(user);
    }

    private void command(FieldReader packet) throws MalformedException {
        int number = packet.u8("Command_Request_Packet:command");
        MysqlCommand command = MysqlCommand.of(number);
        if (command == MysqlCommand.QUERY
                && serverTakesAttributes
                && (clientCapabilities & MysqlCapability.QUERY_ATTRIBUTES) != 0) {
            MysqlQueryAttributes.skip(packet);
        }
        String user =
                command == MysqlCommand.CHANGE_USER ? MysqlIntroduction.newUser(packet, clientCapabilities) : null;
        if (command == MysqlCommand.CHANGE_USER) {
            loggedIn = false;
        } else {
            results.expect(command == null ? MysqlExpected.NOTHING : command.answer());
        }
        lines.command(number, packet.restAsText());
        if (user != null) {
            lines.user(user);
        }
    }
}
