package io.brook.analysis.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether something holds for a line. */
interface SigmaTest {
    boolean holds(SigmaLine line);

    /** Texts of which a line must have at least one for this to hold, if there are such. */
    default Optional<List<Needle>> needles() {
        return Optional.empty();
    }

    /**
     * A text in a column, in small letters.
     *
     * @param whole whether it is the whole value, or an element of a list
     */
    record Needle(SigmaColumn column, String text, boolean whole) {}

    /** All of them hold; so does none. */
    record AllOf(List<SigmaTest> parts) implements SigmaTest {
        @Override
        public boolean holds(SigmaLine line) {
            for (SigmaTest part : parts) {
                if (!part.holds(line)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Optional<List<Needle>> needles() {
            // Those of the part with the fewest are the quickest to look for.
            List<Needle> fewest = null;
            for (SigmaTest part : parts) {
                List<Needle> needles = part.needles().orElse(null);
                if (needles != null && (fewest == null || needles.size() < fewest.size())) {
                    fewest = needles;
                }
            }
            return Optional.ofNullable(fewest);
        }
    }

    /** So many of them hold. */
    record SomeOf(int least, List<SigmaTest> parts) implements SigmaTest {
        static SomeOf one(List<SigmaTest> parts) {
            return new SomeOf(1, parts);
        }

        @Override
        public boolean holds(SigmaLine line) {
            int found = 0;
            for (SigmaTest part : parts) {
                if (part.holds(line)) {
                    found++;
                    if (found == least) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public Optional<List<Needle>> needles() {
            List<Needle> all = new ArrayList<>();
            for (SigmaTest part : parts) {
                Optional<List<Needle>> needles = part.needles();
                if (needles.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(needles.get());
            }
            return Optional.of(all);
        }
    }

    /** It does not hold. */
    record Not(SigmaTest part) implements SigmaTest {
        @Override
        public boolean holds(SigmaLine line) {
            return !part.holds(line);
        }
    }

    /** A column has a value, or has none. */
    record Exists(SigmaColumn column, boolean expected) implements SigmaTest {
        @Override
        public boolean holds(SigmaLine line) {
            return line.value(column) != null == expected;
        }
    }

    /** A column, or an element of a list, has a value that is looked for. */
    record Has(SigmaColumn column, SigmaValue value) implements SigmaTest {
        @Override
        public boolean holds(SigmaLine line) {
            List<String> texts = value.ignoresCase() ? line.lowered(column) : line.texts(column);
            for (int i = 0; i < texts.size(); i++) {
                if (value.matches(texts.get(i))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Optional<List<Needle>> needles() {
            return value.needle().map(text -> List.of(new Needle(column, text, value.isWhole())));
        }
    }

    /** Any column has a value that is looked for: what Sigma calls a keyword. */
    record Anywhere(SigmaValue value) implements SigmaTest {
        @Override
        public boolean holds(SigmaLine line) {
            for (SigmaColumn column : line.columns()) {
                if (new Has(column, value).holds(line)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A column has a value that another one has too.
     *
     * @param before whether any text may be before it
     * @param after whether any text may be after it
     */
    record Refers(SigmaColumn column, SigmaColumn other, boolean before, boolean after, boolean cased)
            implements SigmaTest {
        @Override
        public boolean holds(SigmaLine line) {
            List<String> wanted = cased ? line.texts(other) : line.lowered(other);
            List<String> texts = cased ? line.texts(column) : line.lowered(column);
            return texts.stream().anyMatch(text -> wanted.stream().anyMatch(each -> matches(text, each)));
        }

        private boolean matches(String text, String wanted) {
            if (before && after) {
                return text.contains(wanted);
            }
            return before ? text.endsWith(wanted) : after ? text.startsWith(wanted) : text.equals(wanted);
        }
    }
}
