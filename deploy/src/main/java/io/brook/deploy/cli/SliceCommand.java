package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Does something with a slice of what the topic packets holds, at a cluster or in a directory. */
abstract class SliceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PacketsSource source;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private SliceOptions slice;

    private final String subject;

    /** @param subject what it does, for messages */
    SliceCommand(String subject) {
        this.subject = subject;
    }

    @Override
    public final Integer call() throws ConfigException, RunException, InterruptedException {
        BrookConfig config = settings.read();
        checkArguments(config);
        slice.check(spec);
        try (PacketsSource.Opened opened = source.open(config)) {
            run(config, opened.client());
            return ExitStatus.OK.code;
        } catch (KafkaException e) {
            throw RunException.of(subject, e);
        }
    }

    /** Refuses arguments with a {@link ParameterException}. */
    abstract void checkArguments(BrookConfig config);

    /** @param client the settings that clients connect with */
    abstract void run(BrookConfig config, Map<String, Object> client)
            throws ConfigException, RunException, InterruptedException;

    final SliceOptions slice() {
        return slice;
    }

    /** Whether the packets are in a directory. */
    final boolean isEmbedded() {
        return source.isEmbedded();
    }

    final CommandSpec spec() {
        return spec;
    }

    final ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    final void say(String message) {
        Lines.print(spec.commandLine(), message);
    }
}
