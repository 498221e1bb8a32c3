package io.brook.notice.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts of a policy that can be changed while a cluster runs, as texts by which they can be compared: for config.log. */
final class PolicyParts {
    /** Longer texts are cut, as Zeek cuts what it logs (Log::default_max_field_string_bytes). */
    static final int LONGEST = 4_096;

    private static final String RULES = "rules";
    private static final String NAME = "name";

    private final SortedMap<String, String> parts = new TreeMap<>();
    private final List<String> rules = new ArrayList<>();

    /** Adds the part notices of a file; what several files say is joined. */
    void notices(PolicyNode notices) {
        notices.entries().forEach((key, value) -> {
            if (key.equals(RULES)) {
                value.elements().forEach(this::rule);
            } else {
                add("notices." + key, value.inWords());
            }
        });
    }

    /** A rule without a name is told by its number; those that have a name twice are told together. */
    private void rule(PolicyNode rule) {
        PolicyNode named = rule.entries().get(NAME);
        String name = named == null ? "#" + (rules.size() + 1) : named.inWords();
        rules.add(name);
        add("notices.rules." + name, rule.inWords());
    }

    void table(String name, List<TableEntry> entries) {
        add(
                "tables." + name,
                String.join(", ", entries.stream().map(TableEntry::text).toList()));
    }

    /** Files with Sigma rules, which are long, are compared by their digests. */
    void sigma(Map<String, String> files) {
        files.forEach((name, text) -> add(name, digest(text)));
    }

    private void add(String part, String text) {
        parts.merge(part, text, (one, other) -> one + ", " + other);
    }

    Map<String, String> all() {
        if (!rules.isEmpty()) {
            parts.put("notices.rules", String.join(", ", rules));
        }
        parts.replaceAll((part, text) -> text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return parts;
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
