package io.brook.deploy.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a tap is called that nobody gave a name: by its machine and interfaces, which no two taps of a sensor share by right. */
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
