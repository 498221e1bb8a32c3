package io.brook.deploy.node;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.RetriableException;

/** Restarts resumable work when brokers were down for longer than Kafka's clients wait. */
public final class Retry {
    private static final int PAUSE_S = 1;

    private Retry() {}

    /**
     * Does the work until it is done.
     *
     * @param say takes a line for each restart
     * @throws Exception for failures that are not caused by the brokers
     */
    public static <T> T untilDone(Callable<T> work, Consumer<String> say) throws Exception {
        while (true) {
            try {
                return work.call();
            } catch (RuntimeException e) {
                if (!isBrokerTrouble(e)) {
                    throw e;
                }
                say.accept(e.getMessage() + "; trying again");
                TimeUnit.SECONDS.sleep(PAUSE_S);
            }
        }
    }

    private static boolean isBrokerTrouble(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }
}
