package io.brook.deploy.cli;

import com.sun.jna.Function;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How a process ends that runs until it is stopped (SIGTERM, SIGINT): by default Java would stop in the middle, and exit with a
 * status that looks like a failure.
 */
final class Termination {
    /** A process that has not closed everything after this time ends anyway. */
    private static final int PATIENCE_S = 30;

    /** Set by the launcher unless Java was given options, such as for a recording that is written at the end. */
    private static final String HASTE = "brook.exit.now";

    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static volatile int status = ExitStatus.FAILED.code;
    private static volatile boolean asked;
    private static volatile boolean near;

    private Termination() {}

    /** From now on this thread is interrupted when the process is to end, and the process waits for {@link #exit}. */
    static void interruptThisThread() {
        Thread running = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running), "brook-termination"));
    }

    private static void end(Thread running) {
        if (ENDED.getCount() == 0) {
            return;
        }
        asked = true;
        running.interrupt();
        try {
            ENDED.await(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }

    /** The process is for one command, and ends with it: there is nothing to stop for others. */
    static void follows() {
        near = true;
    }

    /** Whether the process ends with the command that it runs. */
    static boolean isNear() {
        return near;
    }

    /** Whether the process has been told to end. */
    static boolean isAsked() {
        return asked;
    }

    /** Ends the process; does not return. */
    static void exit(int code) {
        status = code;
        ENDED.countDown();
        System.exit(code);
    }

    /**
     * As {@link #exit}, but without shutdown hooks, and without the 0.3 s for which Java waits for threads in native code, as
     * those of Kafka are that wait for the network. Only where the launcher says that nothing else is to be done at the end.
     */
    static void exitNow(int code) {
        if (Boolean.getBoolean(HASTE)) {
            System.out.flush();
            System.err.flush();
            try {
                Function.getFunction("c", "_exit").invokeVoid(new Object[] {code});
            } catch (LinkageError e) {
                // Without the system's library it takes a little longer.
                exit(code);
            }
        }
        exit(code);
    }
}
