package io.brook.analysis.sigma;

import io.brook.analysis.sigma.SigmaTest.Needle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;

/**
 * The rules over one log. A line is compared only with those rules of which it has a text that they need: a whole value, or four
 * characters in a row.
 */
final class SigmaIndex {
    private static final int GRAM = 4;

    /** How many bits tell at once that a row of characters is in no rule. */
    private static final int FILTER = 1 << 16;

    private static final int SPREAD = 0x9e37_79b1;

    private final List<SigmaColumn> columns;
    private final List<SigmaRule> rules = new ArrayList<>();

    /** Those that may match any line. */
    private final BitSet always = new BitSet();

    private final Map<SigmaColumn, Lookup> lookups = new HashMap<>();

    /** What rules need of one column. */
    private static final class Lookup {
        final Map<String, BitSet> whole = new HashMap<>();
        final Map<String, BitSet> grams = new HashMap<>();
        final BitSet filter = new BitSet(FILTER);
    }

    SigmaIndex(List<SigmaColumn> columns) {
        this.columns = columns;
    }

    void add(SigmaRule rule) {
        int number = rules.size();
        rules.add(rule);
        Optional<List<Needle>> needles = rule.test().needles();
        if (needles.isEmpty()
                || needles.get().stream()
                        .anyMatch(each -> !each.whole() && each.text().length() < GRAM)) {
            always.set(number);
            return;
        }
        for (Needle each : needles.get()) {
            Lookup lookup = lookups.computeIfAbsent(each.column(), column -> new Lookup());
            String text = each.text();
            if (each.whole()) {
                lookup.whole.computeIfAbsent(text, value -> new BitSet()).set(number);
            } else {
                String gram = text.substring(text.length() - GRAM);
                lookup.grams.computeIfAbsent(gram, value -> new BitSet()).set(number);
                lookup.filter.set(hash(gram, 0));
            }
        }
    }

    private static int hash(String text, int at) {
        int packed = text.charAt(at) | text.charAt(at + 1) << 8 | text.charAt(at + 2) << 16 | text.charAt(at + 3) << 24;
        return packed * SPREAD >>> 16;
    }

    /** The rules that match a line, in their order. */
    List<SigmaRule> matching(IndexedRecord record) {
        SigmaLine line = new SigmaLine(record, columns);
        BitSet candidates = (BitSet) always.clone();
        lookups.forEach((column, lookup) -> {
            List<String> texts = line.lowered(column);
            for (int i = 0; i < texts.size(); i++) {
                collect(lookup, texts.get(i), candidates);
            }
        });
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<SigmaRule> matching = new ArrayList<>();
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            if (rules.get(i).test().holds(line)) {
                matching.add(rules.get(i));
            }
        }
        return matching;
    }

    private static void collect(Lookup lookup, String text, BitSet candidates) {
        BitSet whole = lookup.whole.get(text);
        if (whole != null) {
            candidates.or(whole);
        }
        if (lookup.grams.isEmpty()) {
            return;
        }
        for (int at = 0; at + GRAM <= text.length(); at++) {
            if (lookup.filter.get(hash(text, at))) {
                BitSet with = lookup.grams.get(text.substring(at, at + GRAM));
                if (with != null) {
                    candidates.or(with);
                }
            }
        }
    }
}
