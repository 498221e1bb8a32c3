package io.brook.deploy.metrics;

/** A part of a process that can be measured. */
@FunctionalInterface
public interface Source {
    /** Reads its present values; from any thread, and also while the part starts or ends. */
    void read(Readings into);
}
