package io.brook.deploy.cli;

import io.brook.capture.live.Interfaces;
import io.brook.capture.source.SourceException;
import io.brook.deploy.config.ConfigException;
import java.io.PrintWriter;
import java.util.List;

/** Lists the network interfaces. */
final class InterfaceList {
    private static final String LINE = "%-20s %-8s %s%n";

    private InterfaceList() {}

    /** @throws ConfigException when they cannot be listed */
    static void print(PrintWriter out) throws ConfigException {
        try {
            List<Interfaces.Interface> all = Interfaces.list();
            if (all.isEmpty()) {
                throw new ConfigException(List.of("there is no interface that this user may capture on"));
            }
            for (Interfaces.Interface each : all) {
                String state = !each.up() ? "down" : each.running() ? "up" : "no link";
                String about = (String.join(", ", each.addresses()) + "  " + each.about()).strip();
                out.printf(LINE, each.name(), state, about);
            }
            out.flush();
        } catch (SourceException e) {
            throw new ConfigException(List.of(e.getMessage()));
        }
    }
}
