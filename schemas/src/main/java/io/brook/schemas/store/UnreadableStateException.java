package io.brook.schemas.store;

/** The saved state of a task cannot be read; the message says what to do. */
public final class UnreadableStateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param cause the reader's exception */
    public UnreadableStateException(RuntimeException cause) {
        super(
                "the saved state of a task cannot be read: another version of Brook has saved it, or it is damaged; let the"
                        + " version that saved it drain, or discard the state (docs/operations.md, \"State of another"
                        + " version\"): " + firstLine(cause),
                cause);
    }

    private static String firstLine(RuntimeException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
