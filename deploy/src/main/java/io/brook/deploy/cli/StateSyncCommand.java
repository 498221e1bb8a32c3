package io.brook.deploy.cli;

import io.brook.deploy.cluster.Application;
import io.brook.deploy.rights.Role;
import picocli.CommandLine.Command;

/** {@code brook state-sync}: keeps what all workers share. */
@Command(
        name = "state-sync",
        description = {
            "Keep what all workers share: which hosts, services, certificates and software are known.",
            "Runs until it is ended (SIGTERM). Several share the work."
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
