package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The other end of {@link RemoteHost}: {@code brook ctl-node SPOOL}, which the shell runs on each host. It takes requests from standard
 * input, a line of JSON each, and carries them out on its own host.
 */
public final class HostServer {
    /** The command of brook that it is. Not in the list of commands: nobody types it. */
    public static final String COMMAND = "ctl-node";

    private final PrintStream out;

    private HostServer(PrintStream out) {
        this.out = out;
    }

    /**
     * Serves until there are no more requests.
     *
     * @param spool where the state of this host's nodes is
     */
    public static void serve(Path spool, InputStream in, PrintStream out) throws IOException {
        HostServer server = new HostServer(out);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                LocalHost host = new LocalHost(spool)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                server.reply(null, answer(host, Messages.read(line, Request.class), say -> server.reply(say, null)));
            }
        }
    }

    private static Answer answer(LocalHost host, Request request, Consumer<String> say) {
        try {
            return host.ask(request, say);
        } catch (RunException e) {
            return Answer.failure(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failure("it was interrupted");
        }
    }

    private synchronized void reply(String say, Answer answer) {
        // A shell that is gone gets no replies; what it has asked for is carried out still.
        out.print(Messages.write(new Messages.Reply(say, answer)) + "\n");
        out.flush();
    }
}
