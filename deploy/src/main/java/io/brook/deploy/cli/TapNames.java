package io.brook.deploy.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of a tap that was given none: that of its machine and interfaces, which no two taps of a sensor should share. */
final class TapNames {
    private TapNames() {}

    static String of(String interfaces) {
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + interfaces.replace(", ", "+");
        } catch (UnknownHostException e) {
            return interfaces.replace(", ", "+");
        }
    }
}
