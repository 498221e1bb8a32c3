package io.brook.schemas.store;

/**
 * Where a task puts what it need not have at hand: on disk, and in its changelog. Unlike a piece that is saved, what is put here is
 * written immediately, in the task's transaction.
 */
public interface Shelf {
    /**
     * Puts something away.
     *
     * @param number by which the sensor's owner finds it again
     * @param bytes as much as a record may hold
     * @throws ShelfException when the disk does not take it
     */
    void put(String sensor, long number, byte[] bytes);

    /**
     * What was put away.
     *
     * @throws UnreadableStateException when there is nothing
     * @throws ShelfException when it cannot be read
     */
    byte[] get(String sensor, long number);

    /** Removes what was put away, if there is anything. */
    void remove(String sensor, long number);
}
