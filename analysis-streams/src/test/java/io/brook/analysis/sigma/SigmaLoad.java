package io.brook.analysis.sigma;

import io.brook.schemas.log.HttpLog;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What 1,000 rules with six values each, over five logs, cost: to read them, and to compare lines of http.log with them. */
final class SigmaLoad {
    private static final int RULES = 1_000;
    private static final int VALUES = 6;
    private static final int LINES = 500_000;
    private static final int ROUNDS = 5;
    private static final List<String> LOGS = List.of("http", "dns", "conn", "ssl", "files");
    private static final List<String> COLUMNS = List.of("uri", "query", "service", "server_name", "mime_type");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SigmaLoad() {}

    public static void main(String[] arguments) {
        SortedMap<String, String> files = new TreeMap<>();
        for (int i = 0; i < RULES; i++) {
            files.put("sigma/" + i + ".yml", rule(i));
        }
        long before = THREADS.getCurrentThreadCpuTime();
        SigmaRules rules = SigmaRules.of(files);
        System.out.printf(
                "%d rules read in %d ms%n", rules.size(), (THREADS.getCurrentThreadCpuTime() - before) / 1_000_000);
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf("%d ns for each line%n", compare(rules) / LINES);
        }
    }

    private static String rule(int number) {
        int log = number % LOGS.size();
        StringBuilder rule = new StringBuilder(
                "title: rule %d%nlogsource: {product: zeek, service: %s}%n".formatted(number, LOGS.get(log)));
        rule.append("detection:%n  s:%n    %s|contains:%n".formatted(COLUMNS.get(log)));
        for (int value = 0; value < VALUES; value++) {
            rule.append("      - 'value%dx%d'%n".formatted(number, value));
        }
        return rule.append("  condition: s\n").toString();
    }

    /** In nanoseconds of this thread's CPU time. */
    private static long compare(SigmaRules rules) {
        HttpLog line = SigmaLines.request();
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < LINES; i++) {
            line.setUri("/some/path/to/a/page" + i + ".html?session=0123456789abcdef");
            if (!rules.in(line).isEmpty()) {
                throw new IllegalStateException("no rule is for this line");
            }
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }
}
