package io.brook.notice.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** When a rule applies: an expression over a notice's fields, compiled. Safe to use from any thread. */
final class NoticeCondition {
    private final String rule;

    /** Set before anybody asks, once the expression was found right. */
    private CelRuntime.Program program;

    /** @param rule the rule's name and place, for messages */
    NoticeCondition(String rule) {
        this.rule = rule;
    }

    void holdsBy(CelRuntime.Program compiled) {
        program = compiled;
    }

    /**
     * Whether it holds. An expression that fails, because it takes too long or compares what cannot be compared, does not.
     *
     * @param facts the values of all variables
     * @param failed is told the rule and the reason when it fails
     */
    boolean holds(Map<String, ?> facts, BiConsumer<String, String> failed) {
        try {
            // CEL would copy the whole map.
            return Boolean.TRUE.equals(program.eval(name -> Optional.ofNullable(facts.get(name))));
        } catch (CelEvaluationException e) {
            failed.accept(rule, e.getMessage());
            return false;
        }
    }
}
