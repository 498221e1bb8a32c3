package io.brook.deploy.host;

/** How a node is. */
public enum Condition {
    RUNNING,
    /** Its process is there, and does not do its work yet. */
    INITIALIZING,
    STOPPED,
    /** It was started, was not stopped, and has ended. */
    CRASHED,
    /** Its host cannot be asked. */
    UNKNOWN
}
