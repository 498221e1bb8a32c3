package io.brook.deploy.cli;

import io.brook.capture.live.InterfaceOptions;
import io.brook.capture.live.InterfaceSource;
import io.brook.capture.source.MergedSource;
import io.brook.capture.source.PacketSource;
import io.brook.capture.source.SourceException;
import io.brook.deploy.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which interfaces packets are captured from, and how. */
final class InterfaceArguments {
    private static final int MIB = 1 << 20;
    private static final int MOST_BUFFER_MIB = 2047;
    private static final int LEAST_SNAPLEN = 64;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "IF",
            description = "Capture packets from this network interface; may be repeated.")
    private List<String> interfaces = List.of();

    @Option(
            names = "--filter",
            paramLabel = "BPF",
            description = "Capture only these packets, such as 'not port 22' (pcap-filter(7)). Default: all.")
    private String filter = "";

    @Option(
            names = "--snaplen",
            paramLabel = "BYTES",
            description = "Capture at most this much of each packet. Default: ${DEFAULT-VALUE}.")
    private int snaplen = InterfaceOptions.MAX_SNAPLEN;

    @Option(
            names = "--kernel-buffer",
            paramLabel = "MIB",
            description = "The kernel's buffer for the packets of each interface. Default: ${DEFAULT-VALUE}.")
    private int buffer = InterfaceOptions.DEFAULT.bufferBytes() / MIB;

    @Option(names = "--no-promiscuous", description = "Leave out packets that are addressed to other machines.")
    private boolean notPromiscuous;

    @Option(
            names = "--direction",
            paramLabel = "WAY",
            description = "Capture only packets that come in, or only those that go out: in, out, both. Default: both.")
    private InterfaceOptions.Direction direction = InterfaceOptions.Direction.BOTH;

    @Option(
            names = "--fanout",
            paramLabel = "GROUP",
            description =
                    "Share the packets of the interface with the other processes that use the same number, from 0 to 65535:"
                            + " each gets some of the flows.")
    private Integer fanout;

    /** Whether any is named. */
    boolean isGiven() {
        return !interfaces.isEmpty();
    }

    /** The names, in one line. */
    String names() {
        return String.join(", ", interfaces);
    }

    /** @throws ParameterException when a number is out of its range, or an option makes no sense */
    InterfaceOptions options() {
        Ranges.check(command, "--snaplen", snaplen, LEAST_SNAPLEN, InterfaceOptions.MAX_SNAPLEN);
        Ranges.check(command, "--kernel-buffer", buffer, 1, MOST_BUFFER_MIB);
        if (fanout == null) {
            return new InterfaceOptions(filter, snaplen, buffer * MIB, !notPromiscuous, direction, OptionalInt.empty());
        }
        Ranges.check(command, "--fanout", fanout, 0, InterfaceOptions.MAX_FANOUT);
        if (interfaces.size() > 1) {
            throw new ParameterException(
                    command.commandLine(), "--fanout is for one interface; name only one with --interface");
        }
        return new InterfaceOptions(filter, snaplen, buffer * MIB, !notPromiscuous, direction, OptionalInt.of(fanout));
    }

    /**
     * Opens all of them.
     *
     * @throws ConfigException when one cannot be opened
     */
    PacketSource open() throws ConfigException {
        InterfaceOptions options = options();
        List<PacketSource> opened = new ArrayList<>();
        try {
            for (String each : interfaces) {
                opened.add(InterfaceSource.open(each, options));
            }
        } catch (SourceException e) {
            opened.forEach(PacketSource::close);
            throw new ConfigException(List.of(e.getMessage()));
        }
        return opened.size() == 1 ? opened.get(0) : new MergedSource(opened);
    }
}
