package io.brook.analysis.sigma;

import io.brook.analysis.sigma.SigmaTest.AllOf;
import io.brook.analysis.sigma.SigmaTest.Not;
import io.brook.analysis.sigma.SigmaTest.SomeOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the condition of a rule: selections by their names, {@code and}, {@code or}, {@code not}, parentheses, {@code 1 of},
 * {@code all of}, {@code them}.
 */
final class SigmaCondition {
    private static final Pattern TOKEN = Pattern.compile("\\s*([()|]|[^\\s()|]+)");
    private static final int DEEPEST = 50;

    private final Node at;
    private final Map<String, SigmaTest> selections;
    private final List<String> tokens = new ArrayList<>();
    private int next;
    private int depth;

    private SigmaCondition(Node at, String text, Map<String, SigmaTest> selections) {
        this.at = at;
        this.selections = selections;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.lookingAt()) {
            tokens.add(matcher.group(1));
            matcher.region(matcher.end(), text.length());
        }
    }

    /**
     * @param at where the condition is, for messages
     * @param selections by their names
     */
    static SigmaTest parse(Node at, String text, Map<String, SigmaTest> selections) throws SigmaException {
        SigmaCondition condition = new SigmaCondition(at, text, selections);
        SigmaTest test = condition.or();
        if (condition.next < condition.tokens.size()) {
            String rest = condition.tokens.get(condition.next);
            throw rest.equals("|")
                    ? SigmaException.unsupported(at, "counting over several lines (after |) is not supported")
                    : SigmaException.malformed(at, "expected and, or, or the end of the condition: " + rest);
        }
        return test;
    }

    private SigmaTest or() throws SigmaException {
        List<SigmaTest> parts = new ArrayList<>(List.of(and()));
        while (take("or")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : SomeOf.one(parts);
    }

    private SigmaTest and() throws SigmaException {
        List<SigmaTest> parts = new ArrayList<>(List.of(not()));
        while (take("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : new AllOf(parts);
    }

    private SigmaTest not() throws SigmaException {
        depth++;
        if (depth > DEEPEST) {
            throw SigmaException.malformed(at, "the condition is nested too deeply");
        }
        SigmaTest test = take("not") ? new Not(not()) : operand();
        depth--;
        return test;
    }

    private SigmaTest operand() throws SigmaException {
        if (take("(")) {
            SigmaTest inner = or();
            if (!take(")")) {
                throw SigmaException.malformed(at, "a parenthesis is not closed");
            }
            return inner;
        }
        if (next == tokens.size()) {
            throw SigmaException.malformed(at, "the condition ends too early");
        }
        String name = tokens.get(next);
        next++;
        if (next < tokens.size() && tokens.get(next).equalsIgnoreCase("of")) {
            next++;
            return of(name);
        }
        SigmaTest selection = selections.get(name);
        if (selection == null) {
            throw SigmaException.malformed(
                    at, "there is no selection " + name + "; there are " + String.join(", ", selections.keySet()));
        }
        return selection;
    }

    private SigmaTest of(String quantity) throws SigmaException {
        if (next == tokens.size()) {
            throw SigmaException.malformed(at, "of what? The condition ends too early");
        }
        String which = tokens.get(next);
        next++;
        List<SigmaTest> parts = new ArrayList<>();
        selections.forEach((name, selection) -> {
            // Names that begin with _ are for conditions that name them.
            if (which.equalsIgnoreCase("them")
                    ? !name.startsWith("_")
                    : SigmaPattern.of(which).matches(name)) {
                parts.add(selection);
            }
        });
        if (parts.isEmpty()) {
            throw SigmaException.malformed(at, "no selection is called " + which);
        }
        return switch (quantity.toLowerCase(Locale.ROOT)) {
            case "all" -> new AllOf(parts);
            case "any" -> SomeOf.one(parts);
            default -> new SomeOf(number(quantity), parts);
        };
    }

    private int number(String quantity) throws SigmaException {
        if (!quantity.matches("[1-9][0-9]{0,2}")) {
            throw SigmaException.malformed(at, "expected a number, any or all before of: " + quantity);
        }
        return Integer.parseInt(quantity);
    }

    private boolean take(String word) {
        boolean is = next < tokens.size() && tokens.get(next).equalsIgnoreCase(word);
        next += is ? 1 : 0;
        return is;
    }
}
