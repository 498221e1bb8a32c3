package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The script that this program was started by, which starts other processes of Brook as well. */
final class Launcher {
    /** Another command in its place, its words separated by spaces: for tests, and for whoever wraps Brook. */
    static final String OVERRIDE = "brook.launcher";

    private Launcher() {}

    /** The command and its first arguments. */
    static List<String> command() throws RunException {
        String named = System.getProperty(OVERRIDE);
        if (named != null) {
            return List.of(named.split(" "));
        }
        try {
            Path jar = Path.of(Launcher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // bin/brook beside lib/brook.jar of a distribution, or brook of the checkout that deploy/target/brook.jar
            // is in.
            return Stream.of("../../bin/brook", "../../../brook")
                    .map(path -> jar.resolve(path).normalize())
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(path -> List.of(path.toString()))
                    .orElseThrow(
                            () -> new RunException("the command brook is not where it should be, near " + jar, null));
        } catch (URISyntaxException e) {
            throw new RunException("the command brook cannot be found: " + e.getMessage(), e);
        }
    }
}
