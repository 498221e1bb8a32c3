package io.brook.analysis.detect.contract;

import org.apache.avro.specific.SpecificRecord;

/**
 * Weighs one kind of evidence of one sensor. Is told of it in the order in which it happened, and keeps what it remembers in saved
 * maps, so that it says the same at any number of tasks and after any restart.
 *
 * @param <E> the evidence
 */
public interface Detector<E extends SpecificRecord> {
    /** The kind of evidence that it reads. */
    Class<E> evidence();

    /**
     * Takes in a piece of evidence; none of an earlier time may follow.
     *
     * @param subject what it is about: all evidence of a subject comes to the same detector
     */
    void observe(String subject, E found);
}
