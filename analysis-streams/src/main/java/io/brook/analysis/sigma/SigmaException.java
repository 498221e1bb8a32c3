package io.brook.analysis.sigma;

import org.yaml.snakeyaml.nodes.Node;

/** A rule that cannot be compiled, and where the reason is. */
final class SigmaException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Node at;
    private final boolean unsupported;

    private SigmaException(Node at, String message, boolean unsupported) {
        super(message);
        this.at = at;
        this.unsupported = unsupported;
    }

    /** The rule is no rule. */
    static SigmaException malformed(Node at, String message) {
        return new SigmaException(at, message, false);
    }

    /** The rule may be right, but needs what is not there. */
    static SigmaException unsupported(Node at, String message) {
        return new SigmaException(at, message, true);
    }

    boolean isUnsupported() {
        return unsupported;
    }

    SigmaProblem in(String file) {
        return new SigmaProblem(
                file, at.getStartMark().getLine() + 1, at.getStartMark().getColumn() + 1, getMessage());
    }
}
