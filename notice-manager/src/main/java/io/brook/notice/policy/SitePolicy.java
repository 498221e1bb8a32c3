package io.brook.notice.policy;

import io.brook.schemas.record.Notice;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a site wants to be done about notices: its rules, which are looked at in their order. Safe to use from any thread. */
public final class SitePolicy {
    /** Every notice is logged, and mailed if there is anybody to mail it to. */
    public static final SitePolicy NONE = new SitePolicy(List.of(), Map.of(), List.of(), Map.of());

    private final List<PolicyRule> rules;
    private final Map<String, PolicyTable> tables;
    private final List<PolicySetting> settings;
    private final SortedMap<String, String> parts;

    /**
     * @param tables by the names of their variables
     * @param parts what it consists of: see {@link #parts}
     */
    SitePolicy(
            List<PolicyRule> rules,
            Map<String, PolicyTable> tables,
            List<PolicySetting> settings,
            Map<String, String> parts) {
        this.rules = List.copyOf(rules);
        this.tables = new HashMap<>(tables);
        this.settings = List.copyOf(settings);
        this.parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    /** The settings that it redefines, in their order. */
    public List<PolicySetting> settings() {
        return settings;
    }

    /** What config.log says of it: texts by the names of its parts, each cut at {@value PolicyParts#LONGEST} characters. */
    public SortedMap<String, String> parts() {
        return parts;
    }

    /** How many rules it has, those of its lists included. */
    public int size() {
        return rules.size();
    }

    /** Whether it names recipients of mail. */
    public boolean mails() {
        return rules.stream().anyMatch(rule -> rule.emailTo() != null);
    }

    /**
     * What is to be done about a notice.
     *
     * @param standard what is done where no rule says otherwise
     * @param heard hears which rules apply, and which conditions fail
     */
    Verdict judge(Notice notice, Verdict standard, RuleListener heard) {
        if (rules.isEmpty()) {
            return standard;
        }
        Map<String, Object> facts = NoticeFacts.of(notice, tables);
        Verdict verdict = standard;
        for (PolicyRule rule : rules) {
            if (rule.appliesTo(notice, facts, heard::failed)) {
                heard.applied(rule.name());
                verdict = rule.change(verdict);
                if (rule.isLast()) {
                    break;
                }
            }
        }
        return verdict;
    }
}
