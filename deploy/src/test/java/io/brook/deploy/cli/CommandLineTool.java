package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.topic.Names;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Runs the brook command in this process, for tests of other packages. */
public final class CommandLineTool {
    private CommandLineTool() {}

    /** Runs it where it is to go well; gives what it wrote to standard output. */
    public static String run(Object... arguments) {
        Cli result = Cli.run(arguments);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        return result.out();
    }

    /** Runs it, and gives its exit status. */
    public static int status(Object... arguments) {
        return Cli.run(arguments).status();
    }

    /** Has nodes of the shell run this program in place of brook, until this JVM ends. */
    public static void launch(Path program) {
        System.setProperty(Launcher.OVERRIDE, program.toString());
    }

    /** As {@link #run}, at a Kafka cluster. */
    public static String at(Path directory, Map<String, Object> client, Object... arguments) throws Exception {
        return run(arguments(directory, client, arguments));
    }

    /** Runs it where it is to fail; gives what it wrote to standard error. */
    public static String failsAt(Path directory, Map<String, Object> client, Object... arguments) throws Exception {
        Cli result = Cli.run(arguments(directory, client, arguments));
        assertThat(result.status()).as(result.out()).isNotZero();
        return result.err();
    }

    private static Object[] arguments(Path directory, Map<String, Object> client, Object... arguments)
            throws Exception {
        Properties properties = new Properties();
        client.forEach((key, value) -> properties.setProperty(key, value.toString()));
        Object prefix = properties.remove(Names.KEY);
        Path file = Files.createTempFile(directory, "client", ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--kafka-config", file, "--set", "TopicPrefix=" + (prefix == null ? "" : prefix)));
        return all.toArray();
    }
}
