package io.brook.deploy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much the libraries may say on standard error. */
final class Logging {
    private Logging() {}

    /** Warnings of Kafka's too, which in a healthy run speak of what is normal at start and end. */
    static void verbose() {
        for (String name : new String[] {"org.apache.kafka", "kafka", "state.change.logger"}) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.WARN);
        }
    }
}
