package io.brook.deploy.cluster;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs the parts of a process concurrently, and ends every wait for one of them when any of them fails. */
public final class Watch implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /** Starts a part of the process. Its failure is that of the process, unless it is of the kind that its waiter expects. */
    public <T> CompletableFuture<T> run(String part, Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(() -> {
            Thread.currentThread().setName("brook-" + part);
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                fail("the " + part, e);
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Reports that a part with threads of its own has failed; the first failure counts. */
    public void fail(String part, Throwable cause) {
        failure.completeExceptionally(RunException.of(part, cause));
    }

    /** Why the process cannot go on; empty as long as it can. */
    public Optional<String> failure() {
        return failure.isCompletedExceptionally()
                ? Optional.of(
                        failure.handle((nothing, cause) -> cause.getMessage()).join())
                : Optional.empty();
    }

    /** Waits for a part's result, or for any part's failure. */
    public <T> T await(CompletableFuture<T> result) throws RunException, InterruptedException {
        try {
            CompletableFuture.anyOf(result, failure).get();
            return result.join();
        } catch (ExecutionException | CompletionException e) {
            throw e.getCause() instanceof RunException failed ? failed : RunException.of("the run", e.getCause());
        }
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
