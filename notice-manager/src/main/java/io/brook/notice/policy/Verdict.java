package io.brook.notice.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a policy says of a notice, if it is not suppressed.
 *
 * @param actions what is done; nothing at all, not even a line, when empty
 * @param emailTo who gets it by mail, where that is one of the actions
 * @param suppressFor for how long others of its type and identifier are suppressed, in nanoseconds; 0 for not at all
 * @param severity how serious the site takes it to be; null when the policy does not say
 */
public record Verdict(Set<NoticeAction> actions, List<String> emailTo, long suppressFor, String severity) {
    public Verdict {
        emailTo = List.copyOf(emailTo);
    }

    /** Whether it is as if it had not been raised. */
    public boolean isIgnored() {
        return actions.isEmpty();
    }

    /** Whether something of it is to be done. */
    public boolean wants(NoticeAction action) {
        return actions.contains(action);
    }

    /** Whether somebody is to be told at once: by mail, page or webhook. */
    public boolean isDelivered() {
        return wants(NoticeAction.EMAIL) || wants(NoticeAction.PAGE) || wants(NoticeAction.WEBHOOK);
    }

    /** The actions' names in notice.log. */
    List<String> zeekNames() {
        return new TreeSet<>(actions).stream().map(NoticeAction::zeekName).toList();
    }

    /** The same with other actions. */
    public Verdict with(Set<NoticeAction> other) {
        return new Verdict(other, emailTo, suppressFor, severity);
    }

    Verdict mailedTo(List<String> recipients) {
        return new Verdict(actions, recipients, suppressFor, severity);
    }

    Verdict suppressing(long nanos) {
        return new Verdict(actions, emailTo, nanos, severity);
    }

    Verdict rated(String how) {
        return new Verdict(actions, emailTo, suppressFor, how);
    }
}
