package io.brook.deploy.faults;

/** What is killed. */
enum Victim {
    WORKER,
    CAPTURE,
    LOGGER,
    STATE_SYNC,
    NOTICE_MANAGER
}
