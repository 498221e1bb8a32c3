package io.brook.notice.policy;

/** Hears what becomes of the rules of a policy while a notice is judged. */
@FunctionalInterface
public interface RuleListener {
    /** A condition fails, which then does not hold. */
    void failed(String rule, String why);

    /** A rule applies: it changes what is done about the notice. */
    default void applied(String rule) {}
}
