package io.brook.deploy.config;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address to listen at, as {@code host:port}; an IPv6 address is in brackets. */
public final class ListenAddress {
    /** Its form, for messages. */
    public static final String FORM = "host:port, port 0 for any";

    private static final Pattern PATTERN = Pattern.compile(
            "(\\[[0-9A-Fa-f:.%]+]|[^\\s:\\[\\]/]+):([0-5]?\\d{1,4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5])");

    private ListenAddress() {}

    /** Empty when the text is not such an address. The host is looked up. */
    public static Optional<InetSocketAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        return isValid(text)
                ? Optional.of(
                        new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1))))
                : Optional.empty();
    }

    static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }
}
