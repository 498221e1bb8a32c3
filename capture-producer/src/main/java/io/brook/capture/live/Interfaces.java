package io.brook.capture.live;

import io.brook.capture.source.SourceException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/** The interfaces that packets can be captured from. */
public final class Interfaces {
    /**
     * A network interface.
     *
     * @param name the name by which it is opened
     * @param about libpcap's description; may be empty
     * @param up whether it is switched on
     * @param running whether it has a link
     * @param addresses its own
     */
    public record Interface(String name, String about, boolean up, boolean running, List<String> addresses) {}

    private Interfaces() {}

    /**
     * All interfaces that this process may open.
     *
     * @throws SourceException when libpcap is not there, or fails
     */
    public static List<Interface> list() throws SourceException {
        try {
            return Pcaps.findAllDevs().stream().map(Interfaces::describe).toList();
        } catch (PcapNativeException e) {
            throw new SourceException("cannot list the interfaces: " + Opening.reason(e), e);
        } catch (LinkageError e) {
            throw withoutLibrary(e);
        }
    }

    private static Interface describe(PcapNetworkInterface each) {
        List<String> addresses = each.getAddresses().stream()
                .map(PcapAddress::getAddress)
                .filter(Objects::nonNull)
                .map(InetAddress::getHostAddress)
                .map(address -> address.replaceFirst("%.*", ""))
                .toList();
        String about = each.getDescription() == null ? "" : each.getDescription();
        return new Interface(each.getName(), about, each.isUp(), each.isRunning(), addresses);
    }

    static SourceException withoutLibrary(LinkageError e) {
        return new SourceException(
                "libpcap cannot be loaded, which live capture needs; install it (Debian: apt install libpcap0.8)", e);
    }
}
