package io.brook.deploy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What libraries may log to standard error. Set up here and not in a file, which would take longer to read. */
final class Logging {
    /** The broker of brook process. */
    private static final List<String> KAFKA = List.of("org.apache.kafka", "kafka", "state.change.logger");
    /** What they log as errors is reported by their callers, and by BrokerWatch. */
    private static final List<String> CLIENTS =
            List.of("org.apache.kafka.clients", "org.apache.kafka.common", "org.apache.kafka.streams");
    /** What they log as errors is retried: a controller that is not elected yet, a transaction that is not quite over. */
    private static final List<String> RETRIED = List.of("kafka.server.ControllerApis", "kafka.server.ReplicaManager");

    private Logging() {}

    /**
     * @param debug whether warnings of Kafka are shown (some are normal when a broker starts and stops), and whether errors come
     *     with their stack traces
     * @param timestamps whether lines begin with the time
     */
    static void configure(boolean debug, boolean timestamps) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender(context, debug, timestamps));
        KAFKA.forEach(name -> context.getLogger(name).setLevel(debug ? Level.WARN : Level.ERROR));
        CLIENTS.forEach(name -> context.getLogger(name).setLevel(debug ? Level.WARN : Level.OFF));
        RETRIED.forEach(name -> context.getLogger(name).setLevel(debug ? Level.WARN : Level.OFF));
    }

    /** From now on nothing is logged: the process ends, and has said what there was to say. */
    static void end() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, boolean debug, boolean timestamps) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern((timestamps ? "%d{yyyy-MM-dd'T'HH:mm:ssXXX} " : "") + "%level %logger{0}: %msg"
                + (debug ? "%n%ex" : " %replace(%ex{short}){'(?s)\\R.*', ''}%n%nopex"));
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
