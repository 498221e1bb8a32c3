package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.crash.NodeFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the Java processes of nodes are doing, as jcmd of the JDK tells it. Each of them stands still for a moment. */
final class JavaDump {
    private static final int PATIENCE_S = 30;
    /** The heading, and the classes with most bytes. */
    private static final int CLASSES = 23;

    private final Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private final Consumer<String> say;

    JavaDump(Consumer<String> say) {
        this.say = say;
    }

    /** @return whether all of them run, and have answered */
    boolean of(List<Task> tasks, List<NodeState> states) throws RunException, InterruptedException {
        boolean well = true;
        for (int i = 0; i < tasks.size(); i++) {
            NodeState state = states.get(i);
            say.accept("[" + state.name() + "]");
            if (state.condition() != Condition.RUNNING && state.condition() != Condition.INITIALIZING) {
                say.accept("it does not run");
                well = false;
            } else {
                well &= Files.isExecutable(jcmd) ? dump(state.pid()) : signal(state.pid(), tasks.get(i));
            }
        }
        return well;
    }

    private boolean dump(long pid) throws RunException, InterruptedException {
        boolean well = HostTools.run(command(pid, "Thread.print -l"), PATIENCE_S, Path.of("/"), say);
        List<String> classes = new ArrayList<>();
        well &= HostTools.run(command(pid, "GC.class_histogram"), PATIENCE_S, Path.of("/"), classes::add);
        classes.stream().limit(CLASSES).forEach(say);
        return well;
    }

    private String command(long pid, String what) {
        return Ssh.quote(jcmd.toString()) + " " + pid + " " + what;
    }

    /** Without a JDK, Java prints its threads itself when it gets this signal. */
    private boolean signal(long pid, Task task) throws RunException, InterruptedException {
        say.accept("there is no jcmd, which is part of a JDK; the threads are in "
                + Path.of(task.directory(), NodeFiles.OUTPUT) + " now, without the objects");
        return HostTools.run("kill -QUIT " + pid, PATIENCE_S, Path.of("/"), say);
    }
}
