package io.brook.schemas.store;

/** Where saved state goes, piece by piece. */
public interface StateSink {
    /** A piece that is new, or is now different. */
    void put(byte[] key, byte[] value);

    /** A piece that is there no more. */
    void remove(byte[] key);
}
