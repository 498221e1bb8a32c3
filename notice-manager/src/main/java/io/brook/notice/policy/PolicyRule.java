package io.brook.notice.policy;

import io.brook.schemas.record.Notice;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * One rule: for which notices it is, and what it changes of what would be done without it.
 *
 * @param name what it is called, or where it stands
 * @param types the types that it is for; all when empty
 * @param when the condition that must hold, or null
 * @param actions what is done instead, or null
 * @param adds what is done as well
 * @param emailTo who is mailed instead, or null
 * @param suppressFor in nanoseconds, or null
 * @param severity what it is from here on, or null
 * @param isLast whether no later rule is looked at
 */
record PolicyRule(
        String name,
        Set<String> types,
        NoticeCondition when,
        Set<NoticeAction> actions,
        Set<NoticeAction> adds,
        List<String> emailTo,
        Long suppressFor,
        String severity,
        boolean isLast) {

    /** @param failed is told the rule and the reason when its condition fails */
    boolean appliesTo(Notice notice, Map<String, ?> facts, BiConsumer<String, String> failed) {
        return (types.isEmpty() || types.contains(notice.getNote())) && (when == null || when.holds(facts, failed));
    }

    Verdict change(Verdict verdict) {
        Verdict changed = verdict;
        if (actions != null) {
            changed = changed.with(actions);
        }
        if (!adds.isEmpty()) {
            Set<NoticeAction> all = EnumSet.copyOf(adds);
            all.addAll(changed.actions());
            changed = changed.with(all);
        }
        if (emailTo != null) {
            changed = changed.mailedTo(emailTo);
        }
        if (suppressFor != null) {
            changed = changed.suppressing(suppressFor);
        }
        return severity == null ? changed : changed.rated(severity);
    }
}
