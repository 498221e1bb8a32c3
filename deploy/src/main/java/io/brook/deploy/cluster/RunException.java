package io.brook.deploy.cluster;

import io.brook.schemas.store.UnreadableStateException;
import java.util.Optional;

/** A run that failed although its input was valid. The message is one line. */
public final class RunException extends Exception {
    public RunException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The failure of one part of the process. The message explains a refusal by the brokers; otherwise it is that of Brook's own
     * exception which says what to do, or else of the innermost cause that has a message.
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
