package io.brook.notice.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy is refused. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<PolicyProblem> problems;
    private final transient List<PolicySetting> settings;

    public PolicyException(List<PolicyProblem> problems, List<PolicySetting> settings) {
        super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.settings = List.copyOf(settings);
    }

    /** The settings that it redefines, as far as they could be read: they may be wrong, too. */
    public List<PolicySetting> settings() {
        return settings;
    }

    /** All that is wrong, by file and line. */
    public List<PolicyProblem> problems() {
        return problems;
    }
}
