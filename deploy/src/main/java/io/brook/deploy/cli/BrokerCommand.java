package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brook broker}: a Kafka broker for the nodes of this host, for those who have none; {@code brook ctl} starts it. */
@Command(
        name = "broker",
        hidden = true,
        description = {
            "Run a Kafka broker for the nodes of this host.",
            "It listens on the loopback interface only. Runs until it is stopped (SIGTERM)."
        })
final class BrokerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data-dir", paramLabel = "DIR", required = true, description = "Where it keeps its data.")
    private Path directory;

    @Option(names = "--port", paramLabel = "N", required = true, description = "Where it listens.")
    private int port;

    @Override
    public Integer call() throws RunException {
        Termination.interruptThisThread();
        try (EmbeddedBroker broker = EmbeddedBroker.at(directory, port)) {
            broker.start();
            Lines.print(spec.commandLine(), "broker is ready at localhost:" + port);
            new CountDownLatch(1).await();
            return ExitStatus.FAILED.code;
        } catch (InterruptedException e) {
            // It has been told to end.
            return ExitStatus.OK.code;
        } catch (IOException | KafkaException e) {
            throw RunException.of("the broker", e);
        }
    }
}
