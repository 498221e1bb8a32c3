package io.brook.notice.policy;

import java.util.List;

/** A policy is refused. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<PolicyProblem> problems;

    PolicyException(List<PolicyProblem> problems) {
        super(problems.stream()
                .map(PolicyProblem::toString)
                .reduce((one, other) -> one + "\n" + other)
                .orElse(""));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, by file and line. */
    public List<PolicyProblem> problems() {
        return problems;
    }
}
