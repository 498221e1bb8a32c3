package io.brook.deploy.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.deploy.ChildJava;
import io.brook.deploy.live.Awaiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Hosts with an sshd, and one that reaches them: namespaces of the network, of processes and of mounts, with nothing else in them. On
 * each of them the base directory is another one, under the same path. The test is skipped where they cannot be made.
 */
final class SshHosts implements AutoCloseable {
    private static final int COMMAND_S = 20;
    private static final int SSH_PORT = 2222;
    private static final int RELAY_PORT = 2300;
    private static final int RELAY_MEGABYTES = 64;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path directory;
    private final Path base;
    private final String name = "brook" + ProcessHandle.current().pid() + "h" + COUNT.incrementAndGet() + "-";
    private final List<Process> servers = new ArrayList<>();
    private final List<String> namespaces = new ArrayList<>();

    private Process relay;

    private SshHosts(Path directory) throws IOException {
        this.directory = directory;
        base = Files.createDirectories(directory.resolve("base"));
    }

    /**
     * Makes them.
     *
     * @param directory for their keys, configuration and base directories
     */
    static SshHosts make(Path directory, int count) throws IOException, InterruptedException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs to be root, to make namespaces");
        for (String tool : List.of("ip", "unshare", "mount", "tar", "ssh", "sshd", "ssh-keygen")) {
            assumeTrue(
                    Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))),
                    "needs the program " + tool);
        }
        SshHosts made = new SshHosts(directory);
        try {
            made.makeKeys();
            made.add("c");
            made.run("ip", "-n", made.name + "c", "link", "add", "bridge", "type", "bridge");
            made.run("ip", "-n", made.name + "c", "addr", "add", "10.9.1.254/24", "dev", "bridge");
            made.run("ip", "-n", made.name + "c", "link", "set", "bridge", "up");
            for (int i = 1; i <= count; i++) {
                made.connect(i);
            }
        } catch (IOException e) {
            made.close();
            assumeTrue(false, "cannot make hosts of namespaces: " + e.getMessage());
        }
        for (int i = 1; i <= count; i++) {
            made.servers.add(made.serve(i));
        }
        return made;
    }

    private void makeKeys() throws IOException {
        for (String key : List.of("host_key", "key")) {
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file(key).toString());
        }
        Files.copy(file("key.pub"), file("authorized_keys"));
        Files.writeString(file("known_hosts"), "* " + Files.readString(file("host_key.pub")));
        Files.writeString(file("sshd_config"), """
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                StrictModes no
                UsePAM no
                PidFile none
                """.formatted(SSH_PORT, file("host_key"), file("authorized_keys")));
        Files.writeString(file("ssh_config"), """
                Host *
                User root
                Port %d
                IdentityFile %s
                IdentitiesOnly yes
                UserKnownHostsFile %s
                GlobalKnownHostsFile none
                """.formatted(SSH_PORT, file("key"), file("known_hosts")));
    }

    private Path file(String called) {
        return directory.resolve(called);
    }

    private void add(String suffix) throws IOException {
        namespaces.add(name + suffix);
        run("ip", "netns", "add", name + suffix);
        run("ip", "-n", name + suffix, "link", "set", "lo", "up");
    }

    private void connect(int host) throws IOException {
        String space = name + host;
        String port = "p" + host;
        add(Integer.toString(host));
        Files.createDirectories(own(host));
        run("ip", "-n", space, "link", "add", "veth0", "type", "veth", "peer", "name", port, "netns", name + "c");
        run("ip", "-n", space, "addr", "add", address(host) + "/24", "dev", "veth0");
        run("ip", "-n", space, "link", "set", "veth0", "up");
        run("ip", "-n", name + "c", "link", "set", port, "master", "bridge", "up");
    }

    /** The processes of the host end with this one. */
    private Process serve(int host) throws IOException, InterruptedException {
        String script = "mount --bind " + own(host) + " " + base + " && mount -t tmpfs tmpfs /run && mkdir /run/sshd"
                + " && exec $(command -v sshd) -D -e -f " + file("sshd_config");
        Path output = file("sshd-" + host + ".log");
        Files.deleteIfExists(output);
        String[] unshare = {"unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", script
        };
        Process server = in(Integer.toString(host), unshare)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Awaiting.until(() -> Awaiting.text(output).contains("listening"), () -> Awaiting.text(output));
        return server;
    }

    private ProcessBuilder in(String suffix, String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name + suffix));
        all.addAll(List.of(command));
        return new ProcessBuilder(all);
    }

    /** From now on the others are further away: what goes there, or comes from there, takes longer by so much. */
    void delay(int milliseconds) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(milliseconds), Integer.toString(RELAY_PORT)));
        StringBuilder config = new StringBuilder();
        for (int i = 1; i <= servers.size(); i++) {
            arguments.add(address(i) + ":" + SSH_PORT);
            config.append("Host %s\nHostName 127.0.0.1\nPort %d\n".formatted(address(i), RELAY_PORT + i - 1));
        }
        Files.writeString(file("ssh_config"), config + Files.readString(file("ssh_config")));
        Path output = file("relay.log");
        List<String> command = ChildJava.command(RELAY_MEGABYTES, DelayRelay.class.getName(), arguments);
        relay = controller(command.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Awaiting.until(() -> Awaiting.text(output).contains("ready"), () -> Awaiting.text(output));
    }

    /** A program on the host that reaches the others. */
    ProcessBuilder controller(String... command) {
        return in("c", command);
    }

    /** The base directory, as all hosts call it; that of the host that reaches the others. */
    Path base() {
        return base;
    }

    /** What the base directory of a host is, from 1, seen from outside. */
    Path own(int host) {
        return directory.resolve("host-" + host);
    }

    /** The command that reaches them. */
    String ssh() {
        return "ssh -F " + file("ssh_config");
    }

    /** How a host is called. */
    static String address(int host) {
        return "10.9.1." + host;
    }

    /** Takes a host away: its network, so that nothing tells of it, and then all its processes. */
    void kill(int host) throws IOException, InterruptedException {
        run("ip", "-n", name + host, "link", "set", "veth0", "down");
        servers.get(host - 1).destroyForcibly().waitFor();
    }

    /** Brings it back, with what is on its disk. */
    void boot(int host) throws IOException, InterruptedException {
        run("ip", "-n", name + host, "link", "set", "veth0", "up");
        servers.set(host - 1, serve(host));
    }

    private void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(COMMAND_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (relay != null) {
            relay.destroyForcibly();
        }
        servers.forEach(Process::destroyForcibly);
        servers.forEach(server -> server.onExit().join());
        for (String each : namespaces) {
            if (Files.exists(Path.of("/run/netns", each))) {
                run("ip", "netns", "del", each);
            }
        }
    }
}
