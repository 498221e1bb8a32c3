package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.Request.Verb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Another host: one connection of ssh for all that one command of the shell asks it, to {@link HostServer} at its other end. When the
 * first question is how nodes are, {@link QuickLook} may have the answer before Java is started there.
 */
public final class RemoteHost implements Host {
    /** An end that is not there at once after the connection has ended. */
    private static final int PATIENCE_S = 10;

    private final Ssh ssh;
    private final String name;
    private final Path spool;

    /** What starts the other end. */
    private final String server;

    private Process connection;

    /** Whether the other end waits to be asked to go on. */
    private boolean looking;

    private CompletableFuture<String> errors;
    private Writer requests;
    private BufferedReader replies;

    /**
     * @param name as ssh knows it
     * @param brook the command that runs Brook there
     * @param spool where its state is
     */
    public RemoteHost(Ssh ssh, String name, List<String> brook, Path spool) {
        this.ssh = ssh;
        this.name = name;
        this.spool = spool;
        String words = brook.stream().map(Ssh::quote).collect(Collectors.joining(" "));
        server = "exec " + words + " " + HostServer.COMMAND + " " + Ssh.quote(spool.toString());
    }

    @Override
    public Answer ask(Request request, Consumer<String> say) throws RunException, InterruptedException {
        boolean looks = request.verb() == Verb.STATUS && connection == null;
        connect(looks ? look(request.tasks()) : server);
        try {
            if (looks) {
                Optional<List<NodeState>> found = QuickLook.read(lookReplies(), StateFile.in(spool), request.tasks());
                if (found.isPresent()) {
                    return Answer.states(found.get());
                }
            }
            if (looking) {
                requests.write("\n");
                looking = false;
            }
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

    /** Looks, and starts the other end when it is asked to go on. */
    private String look(List<Task> tasks) {
        looking = true;
        return "exec sh -c " + Ssh.quote(QuickLook.command(StateFile.in(spool), tasks) + "; read -r more && " + server);
    }

    private List<String> lookReplies() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = replies.readLine(); line != null && !line.equals(QuickLook.END); line = replies.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    private synchronized void connect(String command) throws RunException {
        if (connection == null) {
            connection = Ssh.start(new ProcessBuilder(ssh.at(name, command)));
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
