package io.brook.deploy.cli;

/** What {@code brook} was told that concerns all its sub-commands. */
interface GlobalOptions {
    /** Whether lines of long-running processes begin with the time. */
    boolean timestamps();
}
