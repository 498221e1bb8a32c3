package io.brook.deploy.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds out which of the lines that differ are the same line with other values. A line is recognised by the identifiers in it, of a
 * connection, a file or a certificate; one without any by its time and what it is about. The kind of thing that it says, such as
 * the name of a weird, belongs to it in any case.
 */
final class LineMatch {
    /** In Zeek's names; {@code id} identifies a file in pe.log and ocsp.log. */
    private static final List<String> IDENTIFIERS = List.of("uid", "uids", "fuid", "id", "fingerprint");

    private static final List<String> KINDS = List.of("name", "note", "level", "tunnel_type", "analyzer_name");
    private static final List<String> TIME = List.of("ts");

    /** What a line may be about, beside its identifiers. */
    private static final List<String> SUBJECTS = List.of(
            "sensor",
            "id.orig_h",
            "id.orig_p",
            "id.resp_h",
            "id.resp_p",
            "trans_depth",
            "trans_id",
            "host",
            "host_p",
            "port_num",
            "port_proto",
            "src",
            "dst",
            "p",
            "peer",
            "location");

    private static final List<String> IDENTITY = join(IDENTIFIERS, KINDS);
    private static final List<String> IDENTITY_AND_TIME = join(IDENTITY, TIME);
    private static final List<String> ALL = join(IDENTITY_AND_TIME, SUBJECTS);
    private static final int NOBODY = -1;

    private final List<Line> before;
    private final List<Line> after;
    /** For each line of the first run, its partner's number. */
    private final int[] partners;

    private final boolean[] taken;

    private LineMatch(List<Line> before, List<Line> after) {
        this.before = before;
        this.after = after;
        partners = new int[before.size()];
        Arrays.fill(partners, NOBODY);
        taken = new boolean[after.size()];
    }

    /**
     * The differences between lines of which no two are equal.
     *
     * @param before the first run's
     * @param after the second run's
     */
    static List<Difference> of(List<Line> before, List<Line> after) {
        LineMatch match = new LineMatch(before, after);
        match.pair(ALL, false);
        match.pair(IDENTITY_AND_TIME, true);
        match.pair(IDENTITY, true);
        return match.differences();
    }

    /** Whether lines are recognised by this column, among others. */
    static boolean identifies(String column) {
        return ALL.contains(column);
    }

    private static List<String> join(List<String> columns, List<String> more) {
        return Stream.concat(columns.stream(), more.stream()).toList();
    }

    /**
     * Pairs lines that have no partner yet and agree in some columns.
     *
     * @param alone only lines that have an identifier, and whose values nobody else in their run has; else, of several with the same
     *     values, the first one belongs to the first one
     */
    private void pair(List<String> columns, boolean alone) {
        Map<String, List<Integer>> others = new HashMap<>();
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                add(others, after.get(i), i, columns, alone);
            }
        }
        Map<String, List<Integer>> own = new HashMap<>();
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] == NOBODY) {
                add(own, before.get(i), i, columns, alone);
            }
        }
        own.forEach((key, lines) -> {
            List<Integer> found = others.getOrDefault(key, List.of());
            if (!alone || lines.size() == 1 && found.size() == 1) {
                pair(lines, found);
            }
        });
    }

    private static void add(
            Map<String, List<Integer>> lines, Line line, int number, List<String> columns, boolean identified) {
        Map<String, String> values = line.values();
        if (identified && IDENTIFIERS.stream().noneMatch(values::containsKey)) {
            return;
        }
        StringBuilder key = new StringBuilder();
        columns.forEach(column -> key.append(values.getOrDefault(column, "")).append('\t'));
        lines.computeIfAbsent(key.toString(), any -> new ArrayList<>(1)).add(number);
    }

    private void pair(List<Integer> own, List<Integer> others) {
        for (int i = 0; i < Math.min(own.size(), others.size()); i++) {
            partners[own.get(i)] = others.get(i);
            taken[others.get(i)] = true;
        }
    }

    private List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < partners.length; i++) {
            differences.add(new Difference(before.get(i), partners[i] == NOBODY ? null : after.get(partners[i])));
        }
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                differences.add(new Difference(null, after.get(i)));
            }
        }
        return differences;
    }
}
