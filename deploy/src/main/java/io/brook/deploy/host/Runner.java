package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.StateFile.Started;
import java.util.Optional;

/** What runs the processes of nodes on this host. */
interface Runner {
    /** The process of a node that was started and not stopped since; it may have ended. */
    Optional<Started> process(Task task) throws RunException, InterruptedException;

    /** Starts a node that does not run. Its directory is there. */
    void start(Task task) throws RunException, InterruptedException;

    /** Asks a node to end, if it runs, and does not wait for that. */
    void stop(Task task) throws RunException, InterruptedException;

    /** Waits a moment until the exit status of a process that has ended is in the node's directory; it may not be known. */
    void awaitStatus(Task task) throws RunException, InterruptedException;

    /** The node's process has ended, and that is well: it is stopped from now on. */
    void forget(Task task) throws RunException, InterruptedException;
}
