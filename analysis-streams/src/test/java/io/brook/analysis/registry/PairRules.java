package io.brook.analysis.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The file pairs.txt: what Zeek's rules give for an opening on a port. A line of it for which there is no rule is refused. */
final class PairRules {
    private static final String ANYWHERE = "anywhere";
    private static final String BECAUSE = " <- ";

    /** Patterns of what a protocol may say on its ports, by the protocol. */
    private final Map<String, List<String>> rules = new HashMap<>();

    /** By opening and protocol, or opening, protocol and port. */
    private final Map<String, List<String>> changes = new HashMap<>();

    private PairRules() {}

    static PairRules read() {
        PairRules read = new PairRules();
        String opening = "";
        for (String line : lines()) {
            if (line.startsWith("= ")) {
                opening = line.substring(2);
            } else if (line.startsWith("rule ")) {
                read.addRule(line);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                read.addChange(opening, line);
            }
        }
        return read;
    }

    private static List<String> lines() {
        try (InputStream in = PairRules.class.getResourceAsStream("/openings/pairs.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addRule(String line) {
        String[] parts = line.substring(0, line.indexOf(": ")).split(" ", 3);
        rules.computeIfAbsent(parts[1], each -> new ArrayList<>()).add(parts[2]);
    }

    private void addChange(String opening, String line) {
        int colon = line.indexOf(": ");
        String where = line.substring(0, colon);
        int because = line.indexOf(BECAUSE);
        List<String> tokens = List.of(
                line.substring(colon + 2, because < 0 ? line.length() : because).split("; "));
        String protocol = where.split(" ")[0];
        boolean hasRule = protocol.equals(ANYWHERE)
                ? because > 0
                : tokens.stream().allMatch(token -> hasRule(protocol, token.substring(2)));
        if (!hasRule) {
            throw new AssertionError("no rule for what " + opening + " has: " + line);
        }
        changes.put(opening + ' ' + where, tokens);
    }

    private boolean hasRule(String protocol, String said) {
        return rules.getOrDefault(protocol, List.of()).stream().anyMatch(said::matches);
    }

    /** What is said on a port that no protocol has. */
    Set<String> anywhere(String opening) {
        Set<String> said = new TreeSet<>();
        change(said, opening + ' ' + ANYWHERE);
        return said;
    }

    /** Adds what is more on a port of a protocol, and takes away what is less. */
    void apply(String opening, String protocol, int port, Set<String> said) {
        String key = opening + ' ' + protocol;
        change(said, changes.containsKey(key + ' ' + port) ? key + ' ' + port : key);
    }

    private void change(Set<String> said, String key) {
        for (String token : changes.getOrDefault(key, List.of())) {
            if (token.startsWith("+ ")) {
                said.add(token.substring(2));
            } else {
                said.remove(token.substring(2));
            }
        }
    }
}
