package io.brook.schemas.flow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned big-endian reads from a packet's bytes. Callers check bounds; a wrong one is a bug, not a hostile packet. */
public final class Bytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    public static int u8(byte[] data, int at) {
        return data[at] & 0xff;
    }

    public static int u16(byte[] data, int at) {
        return (short) SHORT.get(data, at) & 0xffff;
    }

    /** 32 bits as an int: unsigned numbers above 2^31 - 1 are negative. */
    public static int i32(byte[] data, int at) {
        return (int) INT.get(data, at);
    }

    public static long i64(byte[] data, int at) {
        return (long) LONG.get(data, at);
    }
}
