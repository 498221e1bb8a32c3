package io.brook.analysis.emit;

import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SubjectKey;
import org.apache.avro.specific.SpecificRecord;

/** Where everything leaves the engine. */
public interface Emitter {
    /** A line of a log: one of {@link io.brook.schemas.log.LogStream}'s records. */
    void log(SpecificRecord line);

    /**
     * Something that means more, or less, together with what is found elsewhere: one task hears all that is reported of a
     * subject, in the order of time, whichever worker found it, and decides what becomes of it. Lines of known_hosts.log and the
     * like are logged when they are news, odd things when they are no repetitions, lines of any other log once a day for their
     * subject.
     *
     * @param subject what it is about, in a few words: what must be judged together has the same
     * @param found a record of the topics observations or evidence, its meta field filled in
     */
    void report(String subject, SpecificRecord found);

    /**
     * A packet is left out because a checksum is wrong: each is told, also those that are too many to be reported.
     *
     * @param weird what it is in weird.log, such as {@code bad_TCP_checksum}
     */
    default void badChecksum(String weird) {}

    /**
     * A session of a protocol has ended before its connection.
     *
     * @param analyzer as analyzer.log names it, such as {@code HTTP}
     */
    default void sessionEnded(String analyzer, SessionEnd cause) {}

    /**
     * Nobody needs the payload of what is still to come of a connection, and there has been much of it. May be said again while
     * that goes on.
     *
     * @param key the sensor and the flow
     * @param flow null once the connection is over
     */
    default void shunt(SubjectKey key, ShuntedFlow flow) {}
}
