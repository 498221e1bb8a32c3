package io.brook.deploy.cli;

import io.brook.deploy.cluster.Application;
import io.brook.deploy.rights.Role;
import picocli.CommandLine.Command;

/** {@code brook state-sync}: keeps the state that all workers share. */
@Command(
        name = "state-sync",
        description = {
            "Keep the state that all workers share: which hosts, services, certificates and software are known.",
            "Runs until it is stopped (SIGTERM). Several such processes share the work."
        })
final class StateSyncCommand extends StreamCommand {
    StateSyncCommand() {
        super(Application.STATE);
    }

    @Override
    Role role() {
        return Role.STATE_SYNC;
    }
}
