package io.brook.schemas.store;

/** Where saved state goes, piece by piece. */
public interface StateSink {
    /**
     * Whether what is saved may ever be read. If not, there is no need to put or remove anything; but what has changed counts as saved,
     * as ever.
     */
    default boolean isRead() {
        return true;
    }

    /** Saves a piece that is new or has changed. */
    void put(byte[] key, byte[] value);

    /** Removes a piece. */
    void remove(byte[] key);
}
