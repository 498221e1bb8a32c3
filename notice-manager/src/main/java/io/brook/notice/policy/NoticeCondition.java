package io.brook.notice.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;

/** When a rule applies: an expression over a notice's fields, compiled. Safe to use from any thread. */
final class NoticeCondition {
    private final CelRuntime.Program program;

    NoticeCondition(CelRuntime.Program program) {
        this.program = program;
    }

    /**
     * Whether it holds. An expression that fails, because it takes too long or compares what cannot be compared, does not.
     *
     * @param facts the values of all variables
     */
    boolean holds(Map<String, ?> facts) {
        try {
            // CEL would copy the whole map.
            return Boolean.TRUE.equals(program.eval(name -> Optional.ofNullable(facts.get(name))));
        } catch (CelEvaluationException e) {
            return false;
        }
    }
}
