package io.brook.notice.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the part {@code notices} of a policy: its lists, which are rules that need no condition, and its rules. */
final class RuleParser {
    private static final Set<String> PARTS = PolicyParser.keys(
            "ignore", "never_suppress", "email", "alarm", "page", "webhook", "block", "drop", "suppress_for", "rules");
    private static final Set<String> RULE =
            PolicyParser.keys("name", "type", "when", "actions", "add", "email_to", "suppress_for", "severity", "stop");
    private static final Pattern TYPE = Pattern.compile("\\w+(::\\w+)+");
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");
    private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");

    private final ConditionCompiler conditions;

    RuleParser(ConditionCompiler conditions) {
        this.conditions = conditions;
    }

    /** The rules, those of the lists first. */
    List<PolicyRule> rules(PolicyNode notices) {
        Map<String, PolicyNode> parts = notices.map(PARTS);
        List<PolicyRule> rules = new ArrayList<>();
        for (NoticeAction action : EnumSet.complementOf(EnumSet.of(NoticeAction.LOG))) {
            if (parts.containsKey(action.word())) {
                rules.add(forTypes(action.word(), types(parts.get(action.word())), EnumSet.of(action), null));
            }
        }
        if (parts.containsKey("suppress_for")) {
            parts.get("suppress_for").map().forEach((type, duration) -> {
                check(type, duration);
                rules.add(forTypes("suppress_for", Set.of(type), Set.of(), nanos(duration)));
            });
        }
        if (parts.containsKey("never_suppress")) {
            rules.add(forTypes("never_suppress", types(parts.get("never_suppress")), Set.of(), 0L));
        }
        if (parts.containsKey("rules")) {
            parts.get("rules").list().forEach(rule -> rules.add(rule(rule)));
        }
        if (parts.containsKey("ignore")) {
            // Before all others, so that nothing else has to be asked.
            rules.add(
                    0,
                    new PolicyRule(
                            "the list ignore",
                            types(parts.get("ignore")),
                            null,
                            Set.of(),
                            Set.of(),
                            null,
                            null,
                            null,
                            true));
        }
        return rules;
    }

    /** A list without types is for none, not for all. */
    private static PolicyRule forTypes(String list, Set<String> types, Set<NoticeAction> adds, Long suppressFor) {
        return new PolicyRule(
                "the list " + list,
                types.isEmpty() ? Set.of("") : types,
                null,
                null,
                adds,
                null,
                suppressFor,
                null,
                false);
    }

    private PolicyRule rule(PolicyNode node) {
        Map<String, PolicyNode> parts = node.map(RULE);
        PolicyNode type = parts.get("type");
        PolicyNode when = parts.get("when");
        if (type == null && when == null && node.isMap()) {
            node.problem("a rule needs a type, a condition (when), or both");
        }
        PolicyNode severity = parts.get("severity");
        if (severity != null && !SEVERITIES.contains(severity.text())) {
            severity.problem("expected one of " + String.join(", ", SEVERITIES));
        }
        return new PolicyRule(
                named(node, parts.get("name")),
                type == null ? Set.of() : types(type),
                when == null ? null : conditions.compile(named(node, parts.get("name")), when),
                parts.containsKey("actions") ? actions(parts.get("actions")) : null,
                parts.containsKey("add") ? actions(parts.get("add")) : Set.of(),
                parts.containsKey("email_to") ? addresses(parts.get("email_to")) : null,
                parts.containsKey("suppress_for") ? nanos(parts.get("suppress_for")) : null,
                severity == null ? null : severity.text(),
                parts.containsKey("stop") && parts.get("stop").flag());
    }

    private static String named(PolicyNode rule, PolicyNode name) {
        String place = rule.file() + ':' + rule.line();
        return name == null ? place : name.text() + " (" + place + ')';
    }

    private static Set<String> types(PolicyNode node) {
        List<PolicyNode> all = node.isList() ? node.list() : List.of(node);
        all.forEach(each -> check(each.text(), each));
        return all.stream().map(PolicyNode::text).collect(Collectors.toUnmodifiableSet());
    }

    private static void check(String type, PolicyNode where) {
        if (!TYPE.matcher(type).matches()) {
            where.problem("expected a notice's type, such as Scan::Address_Scan, found: " + type);
        }
    }

    private static Set<NoticeAction> actions(PolicyNode node) {
        Set<NoticeAction> actions = EnumSet.noneOf(NoticeAction.class);
        for (PolicyNode each : node.list()) {
            NoticeAction.named(each.text())
                    .ifPresentOrElse(
                            actions::add,
                            () -> each.problem("no action " + each.text() + "; there are " + NoticeAction.words()));
        }
        return actions;
    }

    private static List<String> addresses(PolicyNode node) {
        List<PolicyNode> all = node.isList() ? node.list() : List.of(node);
        for (PolicyNode each : all) {
            if (!MAIL_ADDRESS.matcher(each.text()).matches()) {
                each.problem("expected a mail address, found: " + each.text());
            }
        }
        return all.stream().map(PolicyNode::text).toList();
    }

    private static Long nanos(PolicyNode node) {
        return PolicyDuration.nanos(node.text()).orElseGet(() -> {
            node.problem("expected a duration such as 90s, 10min, 1h or 2d, or 0");
            return 0L;
        });
    }
}
