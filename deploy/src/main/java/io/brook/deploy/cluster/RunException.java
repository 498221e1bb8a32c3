package io.brook.deploy.cluster;

import io.brook.schemas.store.UnreadableStateException;
import java.util.Optional;

/** A run that failed after its input was found good. The message is one line. */
public final class RunException extends Exception {
    public RunException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The failure of one part of the process, by what its refusal by the brokers means, by the innermost cause that says anything, or by Brook's own
     * that says what to do.
     */
    public static RunException of(String part, Throwable failure) {
        Optional<String> refusal = Refusal.reason(failure);
        if (refusal.isPresent()) {
            return new RunException(part + " failed: " + refusal.get(), failure);
        }
        Throwable cause = failure;
        String message = null;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            cause = each;
            message = each.getMessage() == null ? message : each.getMessage();
            if (each instanceof UnreadableStateException) {
                break;
            }
        }
        String reason = message == null ? cause.getClass().getSimpleName() : message;
        return new RunException(part + " failed: " + reason.lines().findFirst().orElse(reason), failure);
    }
}
