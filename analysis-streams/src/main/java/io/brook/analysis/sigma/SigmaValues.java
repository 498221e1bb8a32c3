package io.brook.analysis.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.brook.analysis.sigma.SigmaValue.Compared;
import io.brook.analysis.site.LocalNetworks;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Makes of the values of a rule what is looked for, as the modifiers after a column's name say (Sigma's specification, appendix "Modifiers"). */
final class SigmaValues {
    /** How a text is to be in the value. */
    private enum Place {
        WHOLE,
        CONTAINS,
        STARTS,
        ENDS,
        EXPRESSION,
        NETWORK,
        COMPARED
    }

    private static final java.util.regex.Pattern DECIMAL =
            java.util.regex.Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    /** What one value may become by windash. */
    private static final int MOST_PATTERNS = 1_000;

    /** Of what is encoded after 0, 1 or 2 other bytes, how many characters are not its own at the beginning and at the end. */
    private static final int[] FOREIGN_BEFORE = {0, 2, 3};

    private static final int[] FOREIGN_AFTER = {0, 3, 2};

    private final ScalarNode node;
    private final boolean numeric;
    private Place place = Place.WHOLE;
    private Compared.Order order;
    private boolean cased;
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private List<SigmaPattern> patterns;

    /** Whether each character of the patterns is a byte, encoded by another modifier. */
    private boolean areBytes;

    /** What is said to a regular expression. */
    private enum Flag {
        I(Pattern.CASE_INSENSITIVE),
        M(Pattern.MULTILINE),
        S(Pattern.DOTALL);

        private final int bit;

        Flag(int bit) {
            this.bit = bit;
        }
    }

    private SigmaValues(ScalarNode node, boolean numeric) {
        this.node = node;
        this.numeric = numeric;
        patterns = List.of(SigmaPattern.of(node.getValue()));
    }

    /**
     * @param numeric whether the column holds numbers
     * @param modifiers those that change a value, in their order
     * @return of which one is to be found
     * @throws SigmaException when a modifier is unknown, or does not go with the value
     */
    static List<SigmaValue> of(ScalarNode node, boolean numeric, List<String> modifiers) throws SigmaException {
        SigmaValues values = new SigmaValues(node, numeric);
        for (String modifier : modifiers) {
            values.modify(modifier);
        }
        return values.values();
    }

    private void modify(String modifier) throws SigmaException {
        switch (modifier) {
            case "contains" -> place(Place.CONTAINS, modifier);
            case "startswith" -> place(Place.STARTS, modifier);
            case "endswith" -> place(Place.ENDS, modifier);
            case "re" -> place(Place.EXPRESSION, modifier);
            case "cidr" -> place(Place.NETWORK, modifier);
            case "cased" -> cased = true;
            case "i", "m", "s" -> flag(modifier);
            case "lt", "lte", "gt", "gte" -> {
                place(Place.COMPARED, modifier);
                order = Compared.Order.valueOf(modifier.toUpperCase(Locale.ROOT));
            }
            case "windash" -> patterns = dashed();
            case "wide", "utf16le" -> encode(StandardCharsets.UTF_16LE, "");
            case "utf16be" -> encode(StandardCharsets.UTF_16BE, "");
            case "utf16" -> encode(StandardCharsets.UTF_16LE, "\ufeff");
            case "base64" -> {
                List<SigmaPattern> all = new ArrayList<>();
                for (SigmaPattern each : patterns) {
                    all.add(SigmaPattern.literal(Base64.getEncoder().encodeToString(bytes(each))));
                }
                encoded(all, false);
            }
            case "base64offset" -> {
                encoded(offsets(), false);
                place = Place.CONTAINS;
            }
            default -> throw SigmaException.unsupported(node, "the modifier " + modifier + " is not supported");
        }
    }

    private void place(Place wanted, String modifier) throws SigmaException {
        // What is found anywhere is what an expression means, and what an encoded text is looked for.
        boolean isSame = place == wanted || place == Place.EXPRESSION && wanted == Place.CONTAINS;
        if (place != Place.WHOLE && !isSame) {
            throw SigmaException.unsupported(
                    node, "the modifier " + modifier + " does not go with this value or its other modifiers");
        }
        place = place == Place.WHOLE ? wanted : place;
    }

    private void flag(String modifier) throws SigmaException {
        if (place != Place.EXPRESSION) {
            throw SigmaException.malformed(node, "the modifier " + modifier + " is for what comes after re");
        }
        flags.add(Flag.valueOf(modifier.toUpperCase(Locale.ROOT)));
    }

    private List<SigmaPattern> dashed() throws SigmaException {
        List<SigmaPattern> all = new ArrayList<>();
        for (SigmaPattern pattern : patterns) {
            all.addAll(pattern.withDashes());
            if (all.size() > MOST_PATTERNS) {
                throw SigmaException.unsupported(node, "windash: too many options in one value");
            }
        }
        return all;
    }

    private void encode(Charset charset, String mark) throws SigmaException {
        List<SigmaPattern> all = new ArrayList<>();
        for (SigmaPattern each : patterns) {
            byte[] encoded = (mark + literal(each)).getBytes(charset);
            all.add(SigmaPattern.literal(new String(encoded, StandardCharsets.ISO_8859_1)));
        }
        encoded(all, true);
    }

    private void encoded(List<SigmaPattern> all, boolean asBytes) {
        patterns = all;
        areBytes = asBytes;
    }

    private byte[] bytes(SigmaPattern pattern) throws SigmaException {
        return literal(pattern).getBytes(areBytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private String literal(SigmaPattern pattern) throws SigmaException {
        if (!pattern.isLiteral()) {
            throw SigmaException.malformed(node, "what is encoded can have no wildcards");
        }
        return pattern.text();
    }

    private List<SigmaPattern> offsets() throws SigmaException {
        List<SigmaPattern> all = new ArrayList<>();
        for (SigmaPattern pattern : patterns) {
            byte[] own = bytes(pattern);
            for (int before = 0; before < FOREIGN_BEFORE.length; before++) {
                byte[] shifted = new byte[before + own.length];
                System.arraycopy(own, 0, shifted, before, own.length);
                String encoded = Base64.getEncoder().encodeToString(shifted);
                int end = encoded.length() - FOREIGN_AFTER[shifted.length % FOREIGN_AFTER.length];
                all.add(SigmaPattern.literal(
                        encoded.substring(FOREIGN_BEFORE[before], Math.max(end, FOREIGN_BEFORE[before]))));
            }
        }
        return all;
    }

    private List<SigmaValue> values() throws SigmaException {
        return switch (place) {
            case COMPARED -> List.of(new Compared(order, number()));
            case EXPRESSION -> List.of(expression());
            case NETWORK -> List.of(network());
            default -> texts();
        };
    }

    private List<SigmaValue> texts() {
        if (numeric && place == Place.WHOLE && isDecimal()) {
            return List.of(new Compared(Compared.Order.EQ, Double.parseDouble(node.getValue())));
        }
        List<SigmaValue> texts = new ArrayList<>();
        for (SigmaPattern pattern : patterns) {
            SigmaPattern placed = pattern.asWritten(areBytes)
                    .within(
                            place == Place.CONTAINS || place == Place.ENDS,
                            place == Place.CONTAINS || place == Place.STARTS);
            texts.add(new SigmaValue.Text(cased ? placed : placed.lowered(), cased));
        }
        return texts;
    }

    /** YAML also has numbers like 0777, 0x10 and 1_000; rules mean such values as they are written. */
    private boolean isDecimal() {
        return DECIMAL.matcher(node.getValue()).matches();
    }

    private double number() throws SigmaException {
        if (!isDecimal()) {
            throw SigmaException.malformed(node, "expected a decimal number: " + node.getValue());
        }
        return Double.parseDouble(node.getValue());
    }

    private SigmaValue expression() throws SigmaException {
        int bits = flags.stream().mapToInt(flag -> flag.bit).sum();
        try {
            return new SigmaValue.Expression(SigmaExpression.compile(node.getValue(), bits));
        } catch (PatternSyntaxException e) {
            // What RE2 lacks on purpose, such as looking ahead, makes matching slow without bounds.
            throw SigmaException.unsupported(node, "no regular expression of RE2's syntax: " + e.getMessage());
        }
    }

    private SigmaValue network() throws SigmaException {
        try {
            return new SigmaValue.Network(LocalNetworks.of(List.of(node.getValue())));
        } catch (IllegalArgumentException e) {
            throw SigmaException.malformed(node, e.getMessage());
        }
    }
}
