package io.brook.schemas.testing;

/**
 * How much tests try at random. What they try follows from a fixed seed, so that a failure is there again the next time; the system
 * property {@code brook.fuzz.factor} says how many times as many rounds there shall be.
 */
public final class Fuzz {
    private static final long FACTOR = Long.getLong("brook.fuzz.factor", 1);

    /** What is tried in one round. */
    @FunctionalInterface
    public interface Round {
        /** @param seed for all that the round chooses at random */
        void run(long seed);
    }

    private Fuzz() {}

    /**
     * Runs rounds with the seeds 0, 1, 2 and so on.
     *
     * @param usual how many, unless more are asked for
     * @throws AssertionError when one fails, with its seed in the message
     */
    public static void rounds(int usual, Round round) {
        for (long seed = 0; seed < usual * FACTOR; seed++) {
            try {
                round.run(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e, e);
            }
        }
    }
}
