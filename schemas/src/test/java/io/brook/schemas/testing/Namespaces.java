package io.brook.schemas.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
 * Two network namespaces with a link between them, and nothing else in them: what a test sends there reaches nobody else. In the
 * middle of the link there may be a third one, a tap. The test is skipped where they cannot be made.
 */
public final class Namespaces implements AutoCloseable {
    /** The link's end in each namespace. */
    public static final String INTERFACE = "veth0";

    /** The tap's interfaces: what goes to the client leaves by the one, what goes to the server by the other. */
    public static final String TO_CLIENT = "veth1";

    public static final String TO_SERVER = "veth2";

    private static final int COMMAND_S = 20;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String client;
    private final String server;
    private final String tap;
    private final List<Process> started = new ArrayList<>();

    private Namespaces(String name) {
        client = name + "c";
        server = name + "s";
        tap = name + "t";
    }

    /**
     * Makes them, with the addresses 10.9.0.1 (client) and 10.9.0.2 (server).
     *
     * @param tools the programs that the test needs; without one of them it is skipped
     */
    public static Namespaces make(String... tools) throws IOException {
        return make(Namespaces::link, tools);
    }

    /** As {@link #make}, with a tap in the middle. */
    public static Namespaces makeWithTap(String... tools) throws IOException {
        return make(Namespaces::linkOverTap, tools);
    }

    /** Connects the two. */
    @FunctionalInterface
    private interface Link {
        void make(Namespaces made) throws IOException;
    }

    private static Namespaces make(Link link, String... tools) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs to be root, to make network namespaces");
        for (String tool : Stream.concat(Stream.of("ip"), Stream.of(tools)).toList()) {
            assumeTrue(isThere(tool), "needs the program " + tool);
        }
        Namespaces made = new Namespaces("brook" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
        try {
            for (String each : List.of(made.client, made.server, made.tap)) {
                add(each);
            }
            link.make(made);
            address(made.client, "10.9.0.1/24");
            address(made.server, "10.9.0.2/24");
        } catch (IOException e) {
            made.close();
            assumeTrue(false, "cannot make network namespaces: " + e.getMessage());
        }
        return made;
    }

    private static boolean isThere(String tool) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static void add(String namespace) throws IOException {
        run("ip", "netns", "add", namespace);
        run("ip", "-n", namespace, "link", "set", "lo", "up");
        // The kernel's own talk of neighbours would come at times of its own.
        run("ip", "netns", "exec", namespace, "sysctl", "-q", "-w", "net.ipv6.conf.all.disable_ipv6=1");
        run("ip", "netns", "exec", namespace, "sysctl", "-q", "-w", "net.ipv6.conf.default.disable_ipv6=1");
    }

    private void link() throws IOException {
        link(client, INTERFACE, server, INTERFACE);
    }

    private void linkOverTap() throws IOException {
        run("ip", "-n", tap, "link", "add", "bridge", "type", "bridge");
        run("ip", "-n", tap, "link", "set", "bridge", "up");
        link(client, INTERFACE, tap, TO_CLIENT);
        link(server, INTERFACE, tap, TO_SERVER);
        for (String each : List.of(TO_CLIENT, TO_SERVER)) {
            run("ip", "-n", tap, "link", "set", each, "master", "bridge", "up");
        }
    }

    private static void link(String one, String name, String other, String otherName) throws IOException {
        run("ip", "-n", one, "link", "add", name, "type", "veth", "peer", "name", otherName, "netns", other);
    }

    private static void address(String namespace, String address) throws IOException {
        run("ip", "-n", namespace, "addr", "add", address, "dev", INTERFACE);
        run("ip", "-n", namespace, "link", "set", INTERFACE, "up");
    }

    /** Starts a program in the client's namespace; what it says goes to a file. */
    public Process onClient(Path output, String... command) throws IOException {
        return start(client, output, command);
    }

    /** Starts a program in the server's namespace; what it says goes to a file. */
    public Process onServer(Path output, String... command) throws IOException {
        return start(server, output, command);
    }

    /** Starts a program in the tap's namespace; what it says goes to a file. */
    public Process onTap(Path output, String... command) throws IOException {
        return start(tap, output, command);
    }

    private Process start(String namespace, Path output, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        started.add(process);
        return process;
    }

    /** Runs a program to its end. */
    private static void run(String... command) throws IOException {
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

    /** Ends what was started and still runs, and removes the namespaces with their link. */
    @Override
    public void close() throws IOException {
        started.forEach(Process::destroyForcibly);
        for (Process each : started) {
            each.onExit().join();
        }
        for (String each : List.of(client, server, tap)) {
            if (Files.exists(Path.of("/run/netns", each))) {
                run("ip", "netns", "del", each);
            }
        }
    }
}
