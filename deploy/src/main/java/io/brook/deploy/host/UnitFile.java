package io.brook.deploy.host;

import io.brook.deploy.crash.NodeFiles;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The file of a unit of systemd that runs a node. */
final class UnitFile {
    private static final String PREFIX = "brook-node-";
    private static final String SUFFIX = ".service";
    /** When it has to be killed, the shell does so, which keeps what its threads do. */
    private static final int LONGER_S = 30;

    private static final int ENDED_BY_TERM = 143;

    private UnitFile() {}

    /** The name of a node's unit. */
    static String name(String node) {
        return PREFIX + node + SUFFIX;
    }

    /** Whether a file's name is one of such a unit. */
    static boolean isOne(String file) {
        return file.startsWith(PREFIX) && file.endsWith(SUFFIX);
    }

    /** The line that tells units of one cluster from those of others. */
    static String mark(String spool) {
        return "# Written by brook ctl for the cluster of " + spool + "; its install replaces it.";
    }

    /**
     * The text of the file.
     *
     * @param variables the file with the node's variables
     */
    static String text(Task task, String spool, String variables) {
        boolean ofUser = task.unit().ofUser();
        return String.join(
                "\n",
                mark(spool),
                "[Unit]",
                "Description=Brook node " + task.name(),
                ofUser ? "" : "Wants=network-online.target\nAfter=network-online.target",
                "# The shell sees to it that one that crashes again and again is started ever more seldom.",
                "StartLimitIntervalSec=0",
                "",
                "[Service]",
                "Type=exec",
                "ExecStart=" + words(task.launch().command()),
                "EnvironmentFile=" + path(variables),
                "WorkingDirectory=" + path(task.directory()),
                "StandardInput=null",
                "StandardOutput=append:" + path(task.directory() + "/" + NodeFiles.OUTPUT),
                "StandardError=append:" + path(task.directory() + "/" + NodeFiles.MESSAGES),
                "# brook ctl cron starts it again, with a report about each crash.",
                "Restart=no",
                "# One that has ended without having been stopped has crashed, whatever its exit status.",
                "RemainAfterExit=yes",
                "SuccessExitStatus=" + ENDED_BY_TERM,
                "TimeoutStopSec=" + (task.unit().stopSeconds() + LONGER_S),
                "",
                "[Install]",
                "WantedBy=" + (ofUser ? "default.target" : "multi-user.target"),
                "");
    }

    /** Words of a command, as systemd.service(5) reads them. */
    private static String words(List<String> command) {
        return command.stream()
                .map(word -> '"'
                        + path(word.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$"))
                        + '"')
                .collect(Collectors.joining(" "));
    }

    /** A percent sign begins a specifier. */
    private static String path(String path) {
        return path.replace("%", "%%");
    }

    /** A file of variables, as EnvironmentFile= reads it. */
    static String variables(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(each -> each.getKey() + "=\"" + each.getValue().replaceAll("([\\\\\"$`])", "\\\\$1") + "\"\n")
                .collect(Collectors.joining());
    }
}
