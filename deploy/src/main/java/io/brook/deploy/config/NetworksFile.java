package io.brook.deploy.config;

import io.brook.analysis.site.LocalNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The site's own networks, as zeekctl's networks.cfg lists them: one in each line, such as {@code 192.0.2.0/24}, and perhaps a
 * name for it behind it; a line that starts with {@code #} is a comment.
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
            problems.add(origin + ": " + file + " cannot be read; it is to list the site's networks, one in each line");
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
