package io.brook.deploy.cli;

import io.brook.deploy.host.HostServer;
import java.io.IOException;
import java.nio.file.Path;

/** {@code brook ctl-node SPOOL}: does on its own host what {@code brook ctl} of another one asks it, by ssh. */
final class NodeServer {
    private NodeServer() {}

    /** Serves until it is asked nothing more; gives the exit status. */
    static int run(String[] args) {
        if (args.length != 2) {
            System.err.println("brook " + HostServer.COMMAND + ": is run by brook ctl only");
            return ExitStatus.USAGE.code;
        }
        try {
            HostServer.serve(Path.of(args[1]), System.in, System.out);
            return ExitStatus.OK.code;
        } catch (IOException e) {
            System.err.println("brook " + HostServer.COMMAND + ": " + e.getMessage());
            return ExitStatus.FAILED.code;
        }
    }
}
