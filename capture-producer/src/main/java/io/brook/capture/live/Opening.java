package io.brook.capture.live;

import io.brook.capture.source.SourceException;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;

/** Opens interfaces, and explains in one line why one cannot be opened. */
final class Opening {
    /** The longest name in Linux; a longer one would be truncated, and might then be that of another interface. */
    private static final int MAX_NAME = 15;

    private Opening() {}

    static PcapHandle open(String name, InterfaceOptions options) throws SourceException {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new SourceException(noSuch(name), null);
        }
        PcapHandle handle = activate(name, options);
        try {
            handle.setBlockingMode(BlockingMode.NONBLOCKING);
            filter(name, handle, options.filter());
            if (options.fanout().isPresent()) {
                Fanout.join(name, handle, options.fanout().getAsInt());
            }
            return handle;
        } catch (PcapNativeException | NotOpenException e) {
            handle.close();
            throw new SourceException(name + ": " + reason(e), e);
        } catch (SourceException e) {
            handle.close();
            throw e;
        }
    }

    private static PcapHandle activate(String name, InterfaceOptions options) throws SourceException {
        try {
            return new PcapHandle.Builder(name)
                    .snaplen(options.snaplen())
                    .promiscuousMode(
                            options.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
                    .timeoutMillis(InterfaceSource.HANDOVER_MS)
                    .direction(direction(options.direction()))
                    .bufferSize(options.bufferBytes())
                    .timestampPrecision(TimestampPrecision.NANO)
                    .build();
        } catch (PcapNativeException e) {
            throw new SourceException(refusal(name, e), e);
        } catch (LinkageError e) {
            throw Interfaces.withoutLibrary(e);
        }
    }

    private static PcapDirection direction(InterfaceOptions.Direction direction) {
        return switch (direction) {
            case IN -> PcapDirection.IN;
            case OUT -> PcapDirection.OUT;
            case BOTH -> PcapDirection.INOUT;
        };
    }

    private static void filter(String name, PcapHandle handle, String filter) throws SourceException, NotOpenException {
        if (filter.isEmpty()) {
            return;
        }
        try {
            handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
        } catch (PcapNativeException e) {
            throw new SourceException("filter \"" + filter + "\" on " + name + ": " + reason(e), e);
        }
    }

    private static String refusal(String name, PcapNativeException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("No such device")) {
            return noSuch(name);
        }
        if (reason.contains("permission") || reason.contains("Operation not permitted")) {
            return name + ": no permission to capture; run Brook as root, or give it the capabilities CAP_NET_RAW and"
                    + " CAP_NET_ADMIN (setcap cap_net_raw,cap_net_admin+ep on Java's binary, or AmbientCapabilities in a"
                    + " systemd unit)";
        }
        return name + ": " + reason(e);
    }

    private static String noSuch(String name) {
        return name + ": no such interface; brook capture --list lists them";
    }

    /** The message of libpcap, without the prefix of pcap4j. */
    static String reason(Exception e) {
        String message =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        return message.replaceFirst("^(Error occurred in \\w+\\(?\\)?: |pcap_\\w+: )", "");
    }
}
