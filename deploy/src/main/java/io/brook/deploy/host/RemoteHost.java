package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Another host: one connection of ssh for all that one command of the shell asks it, to {@link HostServer} at its other end. */
public final class RemoteHost implements Host {
    /** An end that is not there at once after the connection has ended. */
    private static final int PATIENCE_S = 10;

    private final List<String> command;
    private Process connection;
    private CompletableFuture<String> errors;
    private Writer requests;
    private BufferedReader replies;

    /**
     * @param name as ssh knows it
     * @param brook the command that runs Brook there
     * @param spool where its state is
     */
    public RemoteHost(Ssh ssh, String name, List<String> brook, Path spool) {
        String words = brook.stream().map(Ssh::quote).collect(Collectors.joining(" "));
        command = ssh.at(name, "exec " + words + " " + HostServer.COMMAND + " " + Ssh.quote(spool.toString()));
    }

    @Override
    public Answer ask(Request request, Consumer<String> say) throws RunException, InterruptedException {
        connect();
        try {
            requests.write(Messages.write(request) + "\n");
            requests.flush();
            for (String line = replies.readLine(); line != null; line = replies.readLine()) {
                Messages.Reply reply = Messages.read(line, Messages.Reply.class);
                if (reply.answer() != null) {
                    return reply.answer();
                }
                say.accept(reply.say());
            }
        } catch (IOException e) {
            // As at the end of the replies: ssh says why.
            if (connection.isAlive()) {
                connection.destroy();
            }
        }
        if (!connection.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            connection.destroyForcibly();
            connection.waitFor();
        }
        throw Ssh.failure(connection.exitValue(), errors.join());
    }

    private synchronized void connect() throws RunException {
        if (connection == null) {
            connection = Ssh.start(new ProcessBuilder(command));
            errors = Ssh.errors(connection);
            requests = new OutputStreamWriter(connection.getOutputStream(), StandardCharsets.UTF_8);
            replies = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }
    }

    /** Ends the connection, also while another thread waits for an answer. */
    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.destroy();
        }
    }
}
