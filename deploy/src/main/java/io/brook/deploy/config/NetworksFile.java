package io.brook.deploy.config;

import io.brook.analysis.site.LocalNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The site's own networks, as in zeekctl's networks.cfg: one to a line, such as {@code 192.0.2.0/24}, optionally followed by a
 * name; a line that begins with {@code #} is a comment.
 */
final class NetworksFile {
    private NetworksFile() {}

    /**
     * @param origin where the file was named, for the message when it cannot be read
     * @param problems gets a line for everything that is wrong
     */
    static LocalNetworks read(Path file, String origin, List<String> problems) {
        List<String> networks = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    add(line.split("\\s+", 2)[0], file + ":" + (i + 1), networks, problems);
                }
            }
        } catch (IOException e) {
            problems.add(origin + ": " + file + " cannot be read; it must list the site's networks, one to a line");
        }
        return LocalNetworks.of(networks);
    }

    private static void add(String network, String origin, List<String> networks, List<String> problems) {
        try {
            LocalNetworks.of(List.of(network));
            networks.add(network);
        } catch (IllegalArgumentException e) {
            problems.add(origin + ": " + e.getMessage());
        }
    }
}
