package io.brook.schemas.format;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** A byte buffer that lines are written into; reused, so that a line allocates only its own bytes. */
public final class LineBuffer extends OutputStream {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int MICRO_DIGITS = 6;

    private byte[] bytes = new byte[512];
    private int length;

    public int length() {
        return length;
    }

    byte at(int index) {
        return bytes[index];
    }

    public void clear() {
        length = 0;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    public void copyTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    @Override
    public void write(int value) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        if (count > bytes.length - length) {
            grow(count);
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void grow(int count) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }

    /** Text that is known to be ASCII. */
    void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            write(text.charAt(i));
        }
    }

    void number(long value) {
        if (value < 0) {
            write('-');
        }
        digits(value, 1);
    }

    /**
     * A time or an interval in seconds with six decimals. Half a microsecond rounds away from zero, and a number that rounds to zero
     * keeps its sign: for whole microseconds this equals C's {@code %.6f} of Zeek's double.
     */
    void seconds(long nanos) {
        if (nanos < 0) {
            write('-');
        }
        long micros = micros(nanos);
        digits(micros / MICROS_PER_SECOND, 1);
        write('.');
        digits(micros % MICROS_PER_SECOND, MICRO_DIGITS);
    }

    /** The magnitude in microseconds, half rounded up. */
    private static long micros(long nanos) {
        long micros = Math.abs(nanos / NANOS_PER_MICRO);
        return Math.abs(nanos % NANOS_PER_MICRO) >= NANOS_PER_MICRO / 2 ? micros + 1 : micros;
    }

    /** Drops the zeros at the end of a number with decimals, except the first decimal. */
    void cutZeros() {
        while (bytes[length - 1] == '0' && bytes[length - 2] != '.') {
            length--;
        }
    }

    /** Six decimals without the zeros at the end, except the first: Zeek's format of doubles that are neither time nor interval. */
    void real(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            ascii(Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
            return;
        }
        ascii(new BigDecimal(value)
                .setScale(MICRO_DIGITS, RoundingMode.HALF_EVEN)
                .toPlainString());
        cutZeros();
    }

    /** The decimal digits of the magnitude, filled up with zeros in front. */
    private void digits(long value, int atLeast) {
        int count = Math.max(atLeast, countDigits(value));
        if (count > bytes.length - length) {
            grow(count);
        }
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            // Digit by digit, because the magnitude of the smallest long does not fit into a long.
            bytes[i] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        }
        length += count;
    }

    private static int countDigits(long value) {
        int count = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            count++;
        }
        return count;
    }

    /** Replaces the byte at a place by its escape. */
    void escapeAt(int index) {
        int value = bytes[index] & 0xff;
        if (3 > bytes.length - length) {
            grow(3);
        }
        System.arraycopy(bytes, index + 1, bytes, index + 4, length - index - 1);
        length += 3;
        int end = length;
        length = index;
        ZeekText.escapeByte(value, this);
        length = end;
    }
}
