package io.brook.analysis.registry;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.AnalyzerLog;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.subject.Report;
import io.brook.schemas.testing.PacketBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * How a protocol begins.
 *
 * @param turns what is said: the first character is &gt; for the client and &lt; for the server, the others are bytes
 */
record Opening(String name, boolean datagrams, List<String> turns) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})(?:\\{(\\d+)})?|(.))");

    /** What has another name or another place in the logs, or follows from the rest. */
    private static final Set<Class<?>> NOT_SHOWN = Set.of(
            ConnLog.class,
            AnalyzerLog.class,
            WeirdLog.class,
            KnownHostsLog.class,
            KnownServicesLog.class,
            SoftwareLog.class);

    /** All of the file openings.txt. */
    static List<Opening> all() throws IOException {
        List<Opening> all = new ArrayList<>();
        try (InputStream in = Opening.class.getResourceAsStream("/openings/openings.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            for (String line : text.split("\n")) {
                if (line.startsWith("= ")) {
                    String[] words = line.split(" ");
                    all.add(new Opening(words[1], words[2].equals("udp"), new ArrayList<>()));
                } else if (line.startsWith("> ") || line.startsWith("< ")) {
                    all.get(all.size() - 1).turns.add(line.charAt(0) + unescaped(line.substring(2)));
                }
            }
        }
        return all;
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> {
            String bytes;
            if (match.group(1) != null) {
                int count = match.group(2) == null ? 1 : Integer.parseInt(match.group(2));
                bytes = String.valueOf((char) Integer.parseInt(match.group(1), 16))
                        .repeat(count);
            } else {
                bytes = match.group(3).replace('r', '\r').replace('n', '\n');
            }
            return Matcher.quoteReplacement(bytes);
        });
    }

    /** What an engine says of it when the server's port is this one: services, logs, oddities, lines of analyzer.log. */
    Set<String> saidOn(int port) {
        Wire wire = new Wire();
        if (datagrams) {
            sendDatagrams(wire, port);
        } else {
            talk(wire, port);
        }
        return found(wire.pass(1).end());
    }

    private void talk(Wire wire, int port) {
        TcpHost[] hosts = TcpHost.pair(wire, 40000, port);
        hosts[0].syn();
        hosts[1].synAck();
        hosts[0].ack();
        for (String turn : turns) {
            hosts[turn.charAt(0) == '>' ? 0 : 1].says(turn.substring(1));
        }
        hosts[0].fin();
        hosts[1].fin();
        hosts[0].ack();
    }

    private void sendDatagrams(Wire wire, int port) {
        for (String turn : turns) {
            PacketBuilder packet = turn.charAt(0) == '>'
                    ? PacketBuilder.udp("10.0.0.1", 40000, "10.0.0.2", port)
                    : PacketBuilder.udp("10.0.0.2", port, "10.0.0.1", 40000);
            wire.send(packet.payload(turn.substring(1).getBytes(StandardCharsets.ISO_8859_1))
                    .ip());
        }
    }

    private static Set<String> found(RecordingEmitter out) {
        Set<String> found = new TreeSet<>();
        String service = out.connection().getService();
        if (service != null) {
            Stream.of(service.split(",")).forEach(each -> found.add("service " + each));
        }
        out.weirds().forEach(weird -> found.add("weird " + weird.getName()));
        for (AnalyzerLog line : out.lines(AnalyzerLog.class)) {
            found.add("analyzer " + line.getAnalyzerName() + ": " + line.getFailureReason());
        }
        Stream<SpecificRecord> reported = out.reports().stream().map(Report::found);
        Stream.concat(out.lines().stream(), reported)
                .filter(record -> !NOT_SHOWN.contains(record.getClass()))
                .forEach(record -> found.add("log " + logOf(record)));
        return found;
    }

    private static String logOf(SpecificRecord record) {
        return record.getClass()
                .getSimpleName()
                .replaceAll("(Log|Message)$", "")
                .toLowerCase(Locale.ROOT);
    }
}
