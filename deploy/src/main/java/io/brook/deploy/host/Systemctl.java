package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command systemctl of systemd. */
final class Systemctl {
    private final boolean ofUser;

    /** @param ofUser whether it asks the user's systemd, and not the system's */
    Systemctl(boolean ofUser) {
        this.ofUser = ofUser;
    }

    /** The values of properties of a unit; of one that does not exist, those that it would have. */
    Map<String, String> show(String unit, String... properties) throws RunException, InterruptedException {
        Map<String, String> values = new HashMap<>();
        for (String each : properties) {
            values.put(each, "");
        }
        run("show", "--property=" + String.join(",", properties), unit).lines().forEach(line -> {
            int equals = line.indexOf('=');
            values.computeIfPresent(line.substring(0, Math.max(0, equals)), (key, old) -> line.substring(equals + 1));
        });
        return values;
    }

    /**
     * Runs a command of systemctl to its end.
     *
     * @return what it has written
     * @throws RunException when it fails
     */
    String run(String... words) throws RunException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("systemctl", "--no-ask-password", "--no-pager", "--quiet"));
        if (ofUser) {
            command.add("--user");
        }
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Times are read again.
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        try {
            if (ofUser) {
                // Which a job of crond has not always.
                builder.environment().putIfAbsent("XDG_RUNTIME_DIR", "/run/user/" + user());
            }
            Process process = builder.start();
            process.getOutputStream().close();
            try (InputStream in = process.getInputStream()) {
                String said = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
                if (process.waitFor() != 0) {
                    throw new RunException(
                            "systemctl " + String.join(" ", words) + " failed: "
                                    + said.lines().findFirst().orElse("status " + process.exitValue()),
                            null);
                }
                return said;
            }
        } catch (IOException e) {
            throw new RunException(
                    "systemctl cannot be run (" + e.getMessage()
                            + "); without systemd, remove StartBy from cluster.cfg",
                    e);
        }
    }

    private static Object user() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
