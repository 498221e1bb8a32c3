package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.replay.Connections;
import io.brook.deploy.replay.PacketCut;
import io.brook.deploy.replay.PacketFilter;
import io.brook.schemas.disk.WritableDirectory;
import io.brook.schemas.flow.IpAddress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code brook packets}: cuts packets out of the topic packets. */
@Command(
        name = "packets",
        description = {
            "Cut packets out of the topic packets, into a pcapng file that Wireshark reads.",
            "Without --uid and --host it is all packets of the time. What was trimmed is missing; it is counted, and a"
                    + " comment of the packet says so."
        })
final class PacketsCommand extends SliceCommand {
    @Option(names = "--uid", paramLabel = "UID", description = "Those of the connection that conn.log calls so.")
    private String uid;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            converter = Address.class,
            description = "Those from or to this address.")
    private IpAddress host;

    @Option(
            names = "--peer",
            paramLabel = "ADDRESS",
            converter = Address.class,
            description = "With --host: only those between the two.")
    private IpAddress peer;

    @Option(
            names = {"-w", "--write"},
            paramLabel = "FILE",
            required = true,
            description = "The file; - is standard output.")
    private Path file;

    /** An IPv4 or IPv6 address. */
    private static final class Address implements ITypeConverter<IpAddress> {
        @Override
        public IpAddress convert(String text) {
            try {
                return IpAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is not an IP address");
            }
        }
    }

    PacketsCommand() {
        super("reading packets");
    }

    @Override
    void checkArguments(BrookConfig config) {
        if (peer != null && host == null || uid != null && host != null) {
            throw wrong("give --uid UID, or --host ADDRESS and perhaps --peer ADDRESS");
        }
    }

    @Override
    void run(BrookConfig config, Map<String, Object> client) throws RunException {
        PacketFilter filter = new PacketFilter(
                slice().sensors(),
                slice().from(),
                slice().to(),
                Optional.ofNullable(host),
                Optional.ofNullable(peer),
                Set.of());
        if (uid != null) {
            Connections.Found found = new Connections(client).find(uid);
            filter = found.filter();
            if (found.tunnelled()) {
                say(uid + " is inside a tunnel; these are the tunnel's packets of its time");
            }
        }
        boolean screen = file.toString().equals("-");
        try (OutputStream out = screen ? System.out : new BufferedOutputStream(Files.newOutputStream(file))) {
            PacketCut.Result result = new PacketCut(client, filter).write(out);
            say(String.format(
                    Locale.ROOT,
                    "%,d packets of %,d bytes in %s",
                    result.packets(),
                    result.bytes(),
                    screen ? "standard output" : file));
            if (result.trimmed() > 0) {
                say(String.format(
                        Locale.ROOT,
                        "%,d of them lack %,d bytes that were captured but not published, because no analysis needs"
                                + " them",
                        result.trimmed(),
                        result.trimmedBytes()));
            }
        } catch (IOException e) {
            throw new RunException("cannot write " + file + ": " + WritableDirectory.reason(e), e);
        }
    }
}
