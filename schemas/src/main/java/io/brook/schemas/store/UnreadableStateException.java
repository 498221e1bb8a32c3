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

    private UnreadableStateException(String message, RuntimeException cause) {
        super(message, cause);
    }

    /**
     * What was saved has an object of a class that this process does not have.
     *
     * @param name the class
     */
    public static UnreadableStateException ofUnknownClass(String name, RuntimeException cause) {
        return new UnreadableStateException(
                "the saved state of a task cannot be read: it has an object of " + name
                        + ", a class that neither Brook nor a jar in the policy's folder lib has; put the jar back, or discard the"
                        + " state (docs/operations.md, \"State of another version\")",
                cause);
    }

    private static String firstLine(RuntimeException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
