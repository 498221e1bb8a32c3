package io.brook.schemas.store;

/** Where saved state goes, piece by piece. */
public interface StateSink {
    /** Saves a piece that is new or has changed. */
    void put(byte[] key, byte[] value);

    /** Removes a piece. */
    void remove(byte[] key);
}
