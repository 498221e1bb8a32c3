package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.StateFile.Started;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the nodes of another host are, from what a script of its shell finds there: Java takes longer to start than all of that. It knows
 * nodes that run; if one of them does not, why is for {@link LocalHost} at the other end to say.
 */
final class QuickLook {
    /** The last line that the script writes. */
    static final String END = "end";

    private static final String CLOCK = "clock ";
    private static final String PROCESS = "process ";
    private static final String READY = "ready ";
    private static final String STATE = "state ";

    /** A script that hangs has found nothing. */
    private static final int SECONDS = 5;

    /**
     * Arguments: the state file; then for each node its name, and the host, port and path of its health. It is
     * of bash, as sh knows no connections, and one below sshd reads .bashrc unless it is told not to; each node has a second to answer.
     */
    private static final String SCRIPT = """
            state=$1; shift
            [ -r "$state" ] || exit
            while read -r key value; do
              [ "$key" = btime ] && echo "clock $value $(getconf CLK_TCK)"
            done < /proc/stat
            while read -r line; do
              echo "state $line"
              case $line in *.pid=*) { read -r stat < /proc/"${line##*=}"/stat && echo "process $stat"; } 2>/dev/null ;; esac
            done < "$state"
            while [ $# -ge 4 ]; do
              {
                printf 'GET %s HTTP/1.0\\r\\n\\r\\n' "$4" >&3
                read -r -t 1 version status rest <&3
                [ "$status" != 200 ] || echo "ready $1"
              } 2>/dev/null 3<>/dev/tcp/"$2"/"$3" &
              shift 4
            done 2>/dev/null
            wait
            """;

    private static final int START_TIME = 19;
    private static final long MS = 1000;

    private final List<String> state = new ArrayList<>();
    private final Map<Long, Long> starts = new HashMap<>();
    private final Set<String> ready = new HashSet<>();
    private long bootSeconds;
    private long ticks;

    private QuickLook() {}

    /** The command of the shell that looks; it writes {@link #END} when it is done, whatever it has found. */
    static String command(Path file, List<Task> tasks) {
        List<String> words = new ArrayList<>(List.of(
                "timeout", Integer.toString(SECONDS), "bash", "--norc", "-c", SCRIPT, "brook-look", file.toString()));
        for (Task task : tasks) {
            URI health = URI.create(task.health());
            String host = health.getHost().replace("[", "").replace("]", "");
            words.addAll(List.of(task.name(), host, Integer.toString(health.getPort()), health.getPath()));
        }
        return words.stream().map(Ssh::quote).collect(Collectors.joining(" ")) + " 2>/dev/null; echo " + END;
    }

    /**
     * How the nodes are.
     *
     * @param lines that the script has written
     * @param file the state file
     * @return empty when a closer look is needed
     */
    static Optional<List<NodeState>> read(List<String> lines, Path file, List<Task> tasks) {
        QuickLook look = new QuickLook();
        try {
            lines.forEach(look::take);
            if (look.ticks <= 0 || look.state.isEmpty()) {
                return Optional.empty();
            }
            StateFile state = StateFile.of(file, String.join("\n", look.state));
            List<NodeState> nodes = new ArrayList<>();
            for (Task task : tasks) {
                Optional<NodeState> found = look.node(task, state);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                nodes.add(found.get());
            }
            return Optional.of(nodes);
        } catch (RunException | NumberFormatException | IndexOutOfBoundsException e) {
            // The closer look will say what is wrong.
            return Optional.empty();
        }
    }

    private void take(String line) {
        if (line.startsWith(STATE)) {
            state.add(line.substring(STATE.length()));
        } else if (line.startsWith(READY)) {
            ready.add(line.substring(READY.length()));
        } else if (line.startsWith(CLOCK)) {
            String[] words = line.split(" ");
            bootSeconds = Long.parseLong(words[1]);
            ticks = Long.parseLong(words[2]);
        } else if (line.startsWith(PROCESS)) {
            takeProcess(line.substring(PROCESS.length()));
        }
    }

    /** A line of /proc/PID/stat; the name of the program, in brackets, may have any character. */
    private void takeProcess(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        if (!fields[0].equals("Z")) {
            starts.put(Long.parseLong(stat.substring(0, stat.indexOf(' '))), Long.parseLong(fields[START_TIME]));
        }
    }

    private Optional<NodeState> node(Task task, StateFile state) throws RunException {
        Optional<Started> started = state.started(task.name()).filter(this::isAlive);
        if (started.isEmpty()) {
            return Optional.empty();
        }
        Condition condition = ready.contains(task.name()) ? Condition.RUNNING : Condition.INITIALIZING;
        long pid = started.get().pid();
        long start = started.get().started().toEpochMilli();
        return Optional.of(new NodeState(task.name(), condition, pid, start, 0, state.isWanted(task.name())));
    }

    /** As Java knows the start of a process. */
    private boolean isAlive(Started process) {
        Long start = starts.get(process.pid());
        return start != null
                && Instant.ofEpochMilli(bootSeconds * MS + start * MS / ticks).equals(process.started());
    }
}
