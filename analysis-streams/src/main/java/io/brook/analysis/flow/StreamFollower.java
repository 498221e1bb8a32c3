package io.brook.analysis.flow;

/** Follows what both sides of a TCP connection send, in order. Times are nanoseconds since the epoch. */
public interface StreamFollower {
    /** Follows nothing. */
    StreamFollower NONE = new StreamFollower() {
        @Override
        public void data(boolean fromOriginator, byte[] bytes, int offset, int length, long time) {}

        @Override
        public void gap(boolean fromOriginator, long length, long time) {}
    };

    /** The next bytes of one direction. The array is the packet's: copy what is to be kept. */
    void data(boolean fromOriginator, byte[] bytes, int offset, int length, long time);

    /** Bytes of one direction were acknowledged and never seen. */
    void gap(boolean fromOriginator, long length, long time);
}
