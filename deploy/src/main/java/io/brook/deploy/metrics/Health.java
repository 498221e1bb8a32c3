package io.brook.deploy.metrics;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether a process lives, and whether it does its work. Not ready until a condition for that is set. */
public final class Health {
    private volatile BooleanSupplier ready = () -> false;
    private volatile Supplier<Optional<String>> failure = Optional::empty;

    /** @param condition from any thread */
    public void readyWhen(BooleanSupplier condition) {
        ready = condition;
    }

    /** @param cause why it cannot go on, if so; from any thread */
    public void failedWhen(Supplier<Optional<String>> cause) {
        failure = cause;
    }

    /** Whether it does its work now. */
    public boolean isReady() {
        return failure().isEmpty() && ready.getAsBoolean();
    }

    /** Why it cannot go on; empty as long as it can. */
    public Optional<String> failure() {
        return failure.get();
    }
}
