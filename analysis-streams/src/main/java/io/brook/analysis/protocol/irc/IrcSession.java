package io.brook.analysis.protocol.irc;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.line.ContentLineSplitter;
import io.brook.analysis.line.LineSession;
import io.brook.analysis.line.LineSplitter;
import io.brook.analysis.line.LineWeird;
import io.brook.schemas.flow.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The lines of a client and a server, or of two servers. */
final class IrcSession extends LineSession {
    /** A longer line is invalid (RFC 2812, section 2.3). */
    private static final int MAX_LINE = 512;

    /** How much of a line is held, as in Zeek. */
    private static final int MAX_HELD = 1000;

    /** No command is longer. */
    private static final int MAX_COMMAND = 20;

    /** How many commands may be longer before the session gives up. */
    private static final int MAX_INVALID = 20;

    /** The server agrees that TLS begins. */
    private static final int TLS_BEGINS = 670;

    /** What a message between clients' programs begins and ends with. */
    private static final char CTCP = 1;

    /** Commands of clients, which show that the protocol is IRC. */
    private static final Set<String> OF_CLIENTS =
            Set.of(("ADMIN AWAY CAP INFO INVITE JOIN KICK LIST MODE MOVE NAMES NICK NOTICE PART PASS PING PONG"
                            + " PRIVMSG QUIT SERVER SETNAME STARTTLS TOPIC USER WHO WHOIS WHOWAS")
                    .split(" "));

    /** For how long a file is expected. */
    private static final long FILE_TIMEOUT = TimeUnit.MINUTES.toNanos(5);

    private final IrcClient client;
    private int invalid;

    IrcSession(SessionContext context) {
        super(context, ContentLineSplitter.boundedAsInZeek(MAX_HELD), ContentLineSplitter.boundedAsInZeek(MAX_HELD));
        this.client = new IrcClient(context.uid(), context.id());
    }

    @Override
    protected boolean needsBeginning() {
        return false;
    }

    @Override
    protected void line(Direction direction, LineSplitter line) {
        if (!line.isWhole()) {
            context.weird(LineWeird.TOO_LONG);
        }
        line(direction, line.text());
    }

    private void line(Direction direction, String whole) {
        if (whole.length() > MAX_LINE) {
            context.weird(IrcWeird.LINE_SIZE_EXCEEDED);
            return;
        }
        String line = IrcParser.skipSpaces(whole);
        if (IrcParser.isTooShort(line)) {
            context.weird(IrcWeird.LINE_TOO_SHORT);
            return;
        }
        line = afterTags(line);
        String prefix = "";
        if (line.startsWith(":")) {
            int space = line.indexOf(' ');
            if (space < 0) {
                context.weird(IrcWeird.INVALID_LINE);
                return;
            }
            prefix = line.substring(1, space);
            line = IrcParser.skipSpaces(line.substring(space + 1));
        }
        if (IrcParser.isTooShort(line)) {
            context.weird(IrcWeird.INVALID_LINE);
            violation("line too short");
            return;
        }
        message(direction, IrcParser.message(prefix, line));
    }

    /** The line without the tags that version 3 may put in front. */
    private static String afterTags(String line) {
        int space = line.indexOf(' ');
        return line.startsWith("@") && space >= 0 ? IrcParser.skipSpaces(line.substring(space + 1)) : line;
    }

    private void message(Direction direction, IrcMessage message) {
        if (message.code() == IrcMessage.NO_NUMBER) {
            context.weird(IrcWeird.INVALID_REPLY_NUMBER);
            violation("invalid reply number");
            return;
        }
        if (direction.isFromOriginator() && OF_CLIENTS.contains(message.command())) {
            context.confirm();
        }
        if (message.code() == TLS_BEGINS) {
            context.handOver("ssl");
            interrupt();
        } else if (message.command().length() > MAX_COMMAND) {
            longCommand();
            return;
        }
        switch (message.command()) {
            case "PRIVMSG" -> toSomebody(message);
            case "USER" -> user(direction, message);
            case "NICK" -> nick(direction, message);
            case "JOIN" -> join(direction, message);
            case "NJOIN" -> joinOfServers(direction, message);
            default -> {}
        }
    }

    private void longCommand() {
        context.weird(IrcWeird.INVALID_COMMAND);
        if (++invalid > MAX_INVALID) {
            context.weird(IrcWeird.TOO_MANY_INVALID);
            violation("too many long lines");
        }
    }

    private void nick(Direction direction, IrcMessage message) {
        client.time = context.time();
        if (direction.isFromOriginator()) {
            context.log(client.nick(IrcParser.untilZero(IrcParser.withoutColon(message.rest()))));
        }
    }

    private void user(Direction direction, IrcMessage message) {
        client.time = context.time();
        if (direction.isFromOriginator()) {
            List<String> words = IrcParser.words(message.rest(), ' ');
            String rest = word(words, 1) + ' ' + word(words, 2) + ' ' + realName(words);
            context.log(client.user(word(words, 0), rest));
        }
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? IrcParser.untilZero(words.get(index)) : "";
    }

    /** The words of the name as Zeek joins them: the first two without a space between them, and one at the end. */
    private static String realName(List<String> words) {
        StringBuilder name = new StringBuilder();
        for (int i = 3; i < words.size(); i++) {
            name.append(words.get(i)).append(i > 3 ? " " : "");
        }
        return IrcParser.withoutColon(IrcParser.untilZero(name.toString()));
    }

    private void join(Direction direction, IrcMessage message) {
        List<String> words = IrcParser.words(IrcParser.withoutColon(message.rest()), ' ');
        if (words.isEmpty()) {
            context.weird(IrcWeird.INVALID_JOIN_LINE);
            return;
        }
        List<String> channels = IrcParser.words(words.get(0), ',');
        List<String> keys = words.size() > 1 ? IrcParser.words(words.get(1), ',') : List.of();
        Map<String, String> joined = new LinkedHashMap<>();
        for (int i = 0; i < channels.size(); i++) {
            joined.put(IrcParser.untilZero(channels.get(i)), word(keys, i));
        }
        joined(direction, joined);
    }

    /** One server tells another who is in a channel. */
    private void joinOfServers(Direction direction, IrcMessage message) {
        List<String> words = IrcParser.words(message.rest(), ' ');
        if (words.size() != 2) {
            context.weird(IrcWeird.INVALID_NJOIN_LINE);
            return;
        }
        int users = IrcParser.words(IrcParser.withoutColon(words.get(1)), ',').size();
        for (int i = 0; i < users; i++) {
            joined(direction, Map.of(IrcParser.untilZero(words.get(0)), ""));
        }
    }

    /** @param channels the key of each channel; empty where there is none */
    private void joined(Direction direction, Map<String, String> channels) {
        client.time = context.time();
        if (direction.isFromOriginator()) {
            channels.forEach((channel, key) ->
                    context.log(client.says("JOIN", channel, key.isEmpty() ? "" : " with channel key: '" + key + "'")));
        }
    }

    private void toSomebody(IrcMessage message) {
        int space = message.rest().indexOf(' ');
        if (space < 0) {
            context.weird(IrcWeird.INVALID_PRIVMSG_MESSAGE_FORMAT);
            return;
        }
        String said = IrcParser.withoutColon(IrcParser.skipSpaces(message.rest().substring(space + 1)));
        if (!said.isEmpty() && said.charAt(0) == CTCP) {
            said = said.substring(1);
        }
        if (said.length() <= 3 || !said.startsWith("DCC")) {
            return;
        }
        if (said.charAt(said.length() - 1) == CTCP) {
            said = said.substring(0, said.length() - 1);
        }
        offer(IrcParser.words(said, ' '));
    }

    private void offer(List<String> words) {
        if (!IrcDccOffer.isOffer(words)) {
            context.weird(IrcWeird.INVALID_DCC_MESSAGE_FORMAT);
            return;
        }
        if (!IrcDccOffer.hasHost(words)) {
            context.weird(IrcWeird.INVALID_DCC_HOST);
            return;
        }
        if (!IrcDccOffer.hasPort(words)) {
            context.weird(IrcWeird.INVALID_DCC_PORT, String.valueOf(IrcDccOffer.port(words)));
            return;
        }
        client.time = context.time();
        IrcDccOffer offer = IrcDccOffer.of(words);
        if (offer.type().equals("SEND")) {
            client.fileName = offer.name();
            client.fileSize = offer.size();
            context.expect(null, offer.host(), offer.port(), new IrcDataAnalyzer(client), FILE_TIMEOUT);
        }
    }

    private void violation(String reason) {
        context.violation(reason);
        interrupt();
    }
}
