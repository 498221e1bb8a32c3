package io.brook.notice.policy;

import io.brook.schemas.progress.Timeline;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Measures how many notices a second pass 1,000 rules and suppression, in one thread. No test: run it by hand. */
final class PolicyLoad {
    private static final int NOTICES = 50_000;
    private static final int RULES = 1_000;
    private static final int ROUNDS = 5;

    /** Networks cost nothing here; what is measured are the rules. */
    private static final AddressSets ADDRESSES = new AddressSets() {
        @Override
        public boolean isAddress(String text) {
            return true;
        }

        @Override
        public boolean isNetwork(String text) {
            return true;
        }

        @Override
        public boolean isLocal(String address) {
            return address.startsWith("10.");
        }

        @Override
        public boolean isIn(String address, String network) {
            return address.equals(network);
        }

        @Override
        public Predicate<String> union(Collection<String> networks) {
            return networks::contains;
        }
    };

    private PolicyLoad() {}

    public static void main(String[] args) throws PolicyException {
        String condition = "n == 7 && src == \"10.1.0.";
        measure("no rules", "", 0, i -> "");
        measure("types", "", RULES, i -> "{type: 'A::T" + i % 20 + "', severity: low}");
        measure(
                "50 rules a type, with conditions",
                "",
                RULES,
                i -> "{type: 'A::T" + i % 20 + "', when: '" + condition + i % 250 + "\"', add: [page]}");
        measure(
                "1 rule a type, with conditions",
                "",
                RULES,
                i -> "{type: 'A::T" + i + "', when: '" + condition + i % 250 + "\"', add: [page]}");
        measure("conditions only", "", RULES, i -> "{when: '" + condition + i % 250 + "\"', add: [page]}");
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            table.append("172.16.").append(i / 256).append('.').append(i % 256).append('\n');
        }
        measure("a table of 10,000", table.toString(), RULES, i -> "{when: 'src in tables.t', add: [page]}");
    }

    private static void measure(String what, String table, int rules, IntFunction<String> rule) throws PolicyException {
        StringBuilder yaml = new StringBuilder("tables: {t: {file: t.txt}}\nnotices:\n  rules:\n");
        for (int i = 0; i < rules; i++) {
            yaml.append("    - ").append(rule.apply(i)).append('\n');
        }
        if (rules == 0) {
            yaml.setLength(0);
        }
        SitePolicy site =
                PolicyParser.check(PolicyFiles.of(Map.of("local.yaml", yaml.toString(), "t.txt", table)), ADDRESSES);
        NoticePolicy policy = new NoticePolicy(List.of("soc@example.org"), true, new Timeline<>(site));
        List<Notice> notices = notices();
        double[] speeds = new double[ROUNDS];
        long logged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Suppression suppression = new Suppression(new SavedMaps());
            logged = 0;
            long start = System.nanoTime();
            for (Notice each : notices) {
                Verdict verdict = policy.judge(each, (failed, why) -> {});
                OptionalLong passed = suppression.pass(each, verdict.suppressFor());
                if (passed.isPresent() && policy.line(each, verdict, passed.getAsLong()) != null) {
                    logged++;
                }
            }
            speeds[round] = NOTICES / ((System.nanoTime() - start) / 1e9);
        }
        Arrays.sort(speeds);
        System.out.printf(
                Locale.ROOT, "%-36s %,10.0f notices/s, %d of them logged%n", what, speeds[ROUNDS / 2], logged);
    }

    private static List<Notice> notices() {
        Random random = new Random(1);
        List<Notice> all = new ArrayList<>();
        for (int i = 0; i < NOTICES; i++) {
            String source = "10." + random.nextInt(8) + '.' + random.nextInt(256) + '.' + random.nextInt(4);
            all.add(Notice.newBuilder()
                    .setSensor("tap")
                    .setNote("A::T" + random.nextInt(20))
                    .setIdentifier(source)
                    .setTime(i * 1_000_000L)
                    .setMsg(source + " did something, attempt " + i)
                    .setSrc(source)
                    .setDst("192.0.2." + random.nextInt(256))
                    .setP(random.nextInt(65536))
                    .setN((long) random.nextInt(100))
                    .setSuppressFor(3_600_000_000_000L)
                    .build());
        }
        return all;
    }
}
