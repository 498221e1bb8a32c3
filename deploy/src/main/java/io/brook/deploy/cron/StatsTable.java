package io.brook.deploy.cron;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of the log of statistics as files for spreadsheets, called and headed as zeekctl's: {@code NODE.cpu.csv} in percent, {@code
 * NODE.mem.csv} in bytes of memory in use (zeekctl: virtual memory, which says nothing of a Java process), and {@code NODE.pkts.csv} of
 * captures (zeekctl: packets by protocol, which a capture does not count), and {@code NODE.mbps.csv} of live ones.
 */
final class StatsTable {
    private static final int FIELDS = 5;

    /** What becomes of which key: the file's kind, and the heading of its column. */
    private static final Map<String, List<String>> KINDS = Map.of(
            "parent cpu", List.of("cpu", "CPU"),
            "parent rss", List.of("mem", "Memory"),
            "interface pkts", List.of("pkts", "Packets"),
            "interface mbps", List.of("mbps", "Mbps"));

    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private final Map<String, String> headings = new LinkedHashMap<>();

    private StatsTable() {}

    static StatsTable of(List<String> lines) {
        StatsTable table = new StatsTable();
        for (String line : lines) {
            String[] fields = line.split(" ", FIELDS);
            if (fields.length == FIELDS && KINDS.containsKey(fields[2] + " " + fields[3])) {
                List<String> kind = KINDS.get(fields[2] + " " + fields[3]);
                String file = fields[1] + "." + kind.get(0) + ".csv";
                table.headings.put(file, "time," + kind.get(1));
                table.rows.computeIfAbsent(file, name -> new ArrayList<>()).add(fields[0] + "," + fields[FIELDS - 1]);
            }
        }
        return table;
    }

    /** Adds the rows to the files; a new file begins with its heading. */
    void write(Path directory) throws IOException {
        for (Map.Entry<String, List<String>> each : rows.entrySet()) {
            Path file = directory.resolve(each.getKey());
            if (Files.notExists(file)) {
                Files.writeString(file, headings.get(each.getKey()) + "\n");
            }
            Files.write(file, each.getValue(), StandardOpenOption.APPEND);
        }
    }
}
