package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.Answer;
import io.brook.deploy.host.Installation;
import io.brook.deploy.host.RemoteHost;
import io.brook.deploy.host.Request;
import io.brook.deploy.host.Request.Verb;
import io.brook.deploy.host.Ssh;
import io.brook.deploy.host.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings the distribution and the installed configuration to other hosts, as tar over ssh. Each is whole before it is used: the
 * distribution is renamed when it is complete, and then the configuration is installed there with {@link Installation}.
 */
final class Delivery {
    private static final int PATIENCE_S = 60;

    private final Ssh ssh;
    private final Path spool;
    private final List<String> brook;
    private final Optional<Distribution> distribution;
    private final String version;

    /**
     * @param spool where the state is, on each host
     * @param brook the command that runs Brook here
     */
    Delivery(Ssh ssh, Path spool, List<String> brook) throws RunException {
        this.ssh = ssh;
        this.spool = spool;
        this.brook = brook;
        distribution = Distribution.of(brook);
        version = distribution.isPresent() ? distribution.get().name() : "";
    }

    /**
     * The command that runs Brook on another host: that of the installed distribution, or the same as here where there is none to bring.
     */
    static List<String> command(Path spool, List<String> brook) throws RunException {
        return Distribution.of(brook).isPresent()
                ? List.of(spool.resolve("installed")
                        .resolve(Installation.BROOK)
                        .resolve(Distribution.COMMAND)
                        .toString())
                : brook;
    }

    /**
     * Installs on a host.
     *
     * @param configuration the directory to copy
     * @param tasks the nodes of the host, with how they are started
     * @param say gets a line when the distribution is copied, which takes a while
     */
    Answer install(String host, Path configuration, List<Task> tasks, Consumer<String> say)
            throws RunException, InterruptedException {
        Path there = spool.resolve("distributions").resolve(version);
        List<String> command = brook;
        List<String> words = new ArrayList<>();
        Path incoming = spool.resolve("incoming");
        if (distribution.isPresent()) {
            command = List.of(there.resolve(Distribution.COMMAND).toString());
            if (!ssh.run(host, "test -x " + quote(Path.of(command.get(0))) + " || echo missing")
                    .isEmpty()) {
                say.accept("copying Brook to " + host + " ...");
                copyDistribution(host, there);
            }
        }
        copy(configuration, host, incoming);
        words.add(incoming.toString());
        if (distribution.isPresent()) {
            words.add(there.toString());
        }
        try (RemoteHost remote = new RemoteHost(ssh, host, command, spool)) {
            return remote.ask(new Request(Verb.INSTALL, tasks, words, PATIENCE_S), say);
        }
    }

    private void copyDistribution(String host, Path there) throws RunException, InterruptedException {
        try {
            Path links = Files.createTempDirectory("brook-install");
            try {
                distribution.orElseThrow().link(links);
                Path next = there.resolveSibling(there.getFileName() + ".new");
                copy(links, host, next);
                ssh.run(host, "rm -rf " + quote(there) + " && mv " + quote(next) + " " + quote(there));
            } finally {
                Installation.delete(links);
            }
        } catch (IOException e) {
            throw new RunException("the distribution cannot be copied: " + e.getMessage(), e);
        }
    }

    /** Copies what is in a directory, and what links in it lead to. */
    private void copy(Path from, String host, Path to) throws RunException, InterruptedException {
        String into = quote(to);
        ssh.pipe(
                new ProcessBuilder("tar", "-C", from.toString(), "-chf", "-", "."),
                host,
                "umask 077 && rm -rf " + into + " && mkdir -p " + into + " && tar -C " + into + " -xf -");
    }

    private static String quote(Path path) {
        return Ssh.quote(path.toString());
    }
}
