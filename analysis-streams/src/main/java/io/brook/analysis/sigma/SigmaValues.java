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
import org.yaml.snakeyaml.nodes.Tag;

/** Makes of the values of a rule what is looked for, as the modifiers after a column's name say (Sigma's specification, appendix "Modifiers"). */
final class SigmaValues {
    /** How a text is to be in the value. */
    private enum Place {
        WHOLE,
        CONTAINS,
        STARTS,
        ENDS,
        EXPRESSION,
        NETWORK
    }

    private static final char[] DASHES = {'-', '/', '\u2013', '\u2014', '\u2015'};

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
            case "contains" -> place = Place.CONTAINS;
            case "startswith" -> place = Place.STARTS;
            case "endswith" -> place = Place.ENDS;
            case "re" -> place = Place.EXPRESSION;
            case "cidr" -> place = Place.NETWORK;
            case "cased" -> cased = true;
            case "i", "m", "s" -> flags.add(Flag.valueOf(modifier.toUpperCase(Locale.ROOT)));
            case "lt", "lte", "gt", "gte" -> order = Compared.Order.valueOf(modifier.toUpperCase(Locale.ROOT));
            case "windash" -> patterns = dashed();
            case "wide", "utf16le" -> encode(StandardCharsets.UTF_16LE);
            case "utf16be" -> encode(StandardCharsets.UTF_16BE);
            case "utf16" -> encode(StandardCharsets.UTF_16);
            case "base64" ->
                patterns = List.of(SigmaPattern.literal(Base64.getEncoder().encodeToString(bytes())));
            case "base64offset" -> {
                patterns = offsets();
                place = Place.CONTAINS;
            }
            default -> throw SigmaException.unsupported(node, "the modifier " + modifier + " is not supported");
        }
    }

    private List<SigmaPattern> dashed() {
        List<SigmaPattern> all = new ArrayList<>();
        for (SigmaPattern pattern : patterns) {
            for (char dash : DASHES) {
                all.add(pattern.withDash(dash));
            }
        }
        return all;
    }

    private void encode(Charset charset) throws SigmaException {
        String text = new String(literal().getBytes(charset), StandardCharsets.ISO_8859_1);
        patterns = List.of(SigmaPattern.literal(text));
    }

    private byte[] bytes() throws SigmaException {
        String text = literal();
        boolean isBytes = text.chars().allMatch(c -> c <= 0xff) && text.indexOf('\0') >= 0;
        return text.getBytes(isBytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private String literal() throws SigmaException {
        if (patterns.size() != 1 || !patterns.get(0).isLiteral()) {
            throw SigmaException.malformed(node, "what is encoded can have no wildcards");
        }
        return patterns.get(0).text();
    }

    private List<SigmaPattern> offsets() throws SigmaException {
        byte[] own = bytes();
        List<SigmaPattern> all = new ArrayList<>();
        for (int before = 0; before < FOREIGN_BEFORE.length; before++) {
            byte[] shifted = new byte[before + own.length];
            System.arraycopy(own, 0, shifted, before, own.length);
            String encoded = Base64.getEncoder().encodeToString(shifted);
            int end = encoded.length() - FOREIGN_AFTER[shifted.length % FOREIGN_AFTER.length];
            all.add(SigmaPattern.literal(
                    encoded.substring(FOREIGN_BEFORE[before], Math.max(end, FOREIGN_BEFORE[before]))));
        }
        return all;
    }

    private List<SigmaValue> values() throws SigmaException {
        if (order != null) {
            return List.of(new Compared(order, number()));
        }
        return switch (place) {
            case EXPRESSION -> List.of(expression());
            case NETWORK -> List.of(network());
            default -> texts();
        };
    }

    private List<SigmaValue> texts() {
        boolean isNumber = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT) || isDecimal();
        if (numeric && place == Place.WHOLE && isNumber) {
            return List.of(new Compared(Compared.Order.EQ, Double.parseDouble(node.getValue())));
        }
        List<SigmaValue> texts = new ArrayList<>();
        for (SigmaPattern pattern : patterns) {
            SigmaPattern placed = pattern.within(
                    place == Place.CONTAINS || place == Place.ENDS, place == Place.CONTAINS || place == Place.STARTS);
            texts.add(new SigmaValue.Text(cased ? placed : placed.lowered(), cased));
        }
        return texts;
    }

    private boolean isDecimal() {
        return node.getValue().matches("-?[0-9]+(\\.[0-9]+)?");
    }

    private double number() throws SigmaException {
        try {
            return Double.parseDouble(node.getValue());
        } catch (NumberFormatException e) {
            throw SigmaException.malformed(node, "expected a number: " + node.getValue());
        }
    }

    private SigmaValue expression() throws SigmaException {
        int bits = flags.stream().mapToInt(flag -> flag.bit).sum();
        try {
            return new SigmaValue.Expression(Pattern.compile(node.getValue(), bits));
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
