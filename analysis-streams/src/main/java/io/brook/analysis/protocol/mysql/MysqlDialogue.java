package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** What client and server say to each other: the handshake, then commands and their results. */
final class MysqlDialogue {
    /** After this number packets of one answer are numbered from 0 again. */
    private static final int LAST_SEQUENCE = 255;

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

    /** Whether TLS begins after the packet. */
    boolean wantsTls;

    MysqlDialogue(MysqlLines lines) {
        this.lines = lines;
        this.results = new MysqlResults(lines);
    }

    void client(MysqlPacket packet) throws MalformedException {
        if (loggedIn) {
            boolean hasAttributes =
                    serverTakesAttributes && (clientCapabilities & MysqlCapability.QUERY_ATTRIBUTES) != 0;
            request(MysqlRequestParser.request(packet.payload(), clientCapabilities, hasAttributes));
        } else if (!introduced) {
            introduction(MysqlHandshakeParser.introduction(packet.payload(), version));
        }
    }

    void server(MysqlPacket packet) throws MalformedException {
        boolean first = packet.sequence() == 0 && serverSequence != LAST_SEQUENCE;
        if (loggedIn) {
            results.packet(packet.payload());
        } else if (first) {
            greeting(MysqlHandshakeParser.greeting(packet.payload()));
        } else {
            login(packet.payload());
        }
        serverSequence = packet.sequence();
    }

    private void greeting(MysqlGreeting greeting) {
        version = greeting.version();
        if (greeting.failure() != null) {
            lines.error(greeting.failure());
            commandsFollow();
        } else if (version == MysqlHandshakeParser.VERSION_10) {
            serverTakesAttributes = greeting.takesAttributes();
        }
    }

    private void login(FieldReader packet) throws MalformedException {
        int type = packet.u8("Server_Connection_Phase_Packets:pkt_type");
        switch (type) {
            case 0x00 -> {
                lines.ok(MysqlResultParser.affectedRows(packet));
                commandsFollow();
            }
            case 0x01 -> {}
            case 0xfe -> {
                packet.zeroTerminated();
                introduced = true;
                results.expected = MysqlExpected.STATUS;
            }
            case 0xff -> {
                lines.error(MysqlResultParser.failure(packet));
                commandsFollow();
            }
            default -> throw new MalformedException("invalid index for case: Server_Connection_Phase_Packets: " + type);
        }
    }

    /** Even after an error, as in Zeek. */
    private void commandsFollow() {
        loggedIn = true;
        introduced = false;
    }

    private void introduction(MysqlIntroduction introduction) {
        lines.confirm();
        if (version == MysqlHandshakeParser.VERSION_10) {
            clientCapabilities = introduction.capabilities();
            results.newEnds = introduction.can(MysqlCapability.DEPRECATE_EOF);
        }
        if (introduction.user() == null) {
            wantsTls = true;
        } else {
            introduced |= introduction.can(MysqlCapability.PLUGIN_AUTH);
            lines.login(introduction.user());
        }
    }

    private void request(MysqlRequest request) {
        MysqlCommand command = request.command();
        if (command == MysqlCommand.CHANGE_USER) {
            loggedIn = false;
        } else {
            results.expected = command == null ? MysqlExpected.NOTHING : command.answer();
        }
        lines.command(request.number(), request.text());
        if (request.user() != null) {
            lines.user(request.user());
        }
    }
}
