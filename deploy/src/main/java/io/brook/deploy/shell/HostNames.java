package io.brook.deploy.shell;

import io.brook.deploy.status.ProcessIdentity;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Set;

/** Names of hosts, as node.cfg has them. */
final class HostNames {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private HostNames() {}

    /** Whether it is a name or an address, and not, for one, an option of ssh. */
    static boolean isOne(String name) {
        return name.matches("[A-Za-z0-9:][A-Za-z0-9._:-]*");
    }

    /** Whether a name is of use on its own host only. */
    static boolean isLoopback(String name) {
        return LOOPBACK.contains(name);
    }

    /** Whether it is this host: its own name, or a name of one of its addresses. */
    static boolean isHere(String name) {
        if (isLoopback(name) || name.equals(ProcessIdentity.host())) {
            return true;
        }
        try {
            InetAddress address = InetAddress.getByName(name);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            // Perhaps ssh knows it.
            return false;
        }
    }
}
