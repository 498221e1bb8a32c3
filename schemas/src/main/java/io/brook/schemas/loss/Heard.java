package io.brook.schemas.loss;

/**
 * A record, by its sensor and time.
 *
 * @param time in nanoseconds since the epoch
 */
public record Heard(String sensor, long time) {
    /** None is known. */
    public static final Heard NOTHING = new Heard("", 0);

    boolean isAnything() {
        return this.time != 0;
    }
}
