package io.brook.analysis.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The names of the IP protocols (IANA, Assigned Internet Protocol Numbers), as Zeek's table IP::protocol_names spells them. */
final class IpProtocolNames {
    /** A line for each number, from 0 on. */
    private static final List<String> NAMES = read();

    private IpProtocolNames() {}

    private static List<String> read() {
        try (InputStream in = IpProtocolNames.class.getResourceAsStream("ip-protocols.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a protocol, or null where its number is not assigned. */
    static String of(int number) {
        return number < NAMES.size() ? NAMES.get(number) : null;
    }
}
