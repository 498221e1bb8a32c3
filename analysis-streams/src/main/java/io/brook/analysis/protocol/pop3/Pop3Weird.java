package io.brook.analysis.protocol.pop3;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about POP3. */
enum Pop3Weird implements Weird {
    TOO_MANY_PENDING("pop3_client_too_many_pending_commands"),
    CLIENT_SENDS_REPLIES("pop3_client_sending_server_commands"),
    UNKNOWN_COMMAND("pop3_client_command_unknown"),
    UNKNOWN_REPLY("pop3_server_command_unknown"),
    SERVER_SENDS_COMMANDS("pop3_server_sending_client_commands"),
    BAD_BASE64("pop3_bad_base64_encoding"),
    MALFORMED_PLAIN("pop3_malformed_auth_plain");

    private final Oddity oddity;

    Pop3Weird(String name) {
        oddity = Oddity.ofAnalyzer(name);
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
