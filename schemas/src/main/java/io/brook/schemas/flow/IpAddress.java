package io.brook.schemas.flow;

import java.util.Arrays;

/**
 * An IP address as two longs; IPv4 in its mapped form (RFC 4291, 2.5.5.2), so that one comparison and one hash serve both versions.
 */
public record IpAddress(long high, long low) {
    private static final long MAPPED_MASK = 0xffff_ffff_0000_0000L;
    private static final long MAPPED = 0x0000_ffff_0000_0000L;
    private static final int WORDS = 8;

    /** @param bits the address as an unsigned 32-bit number */
    public static IpAddress v4(int bits) {
        return new IpAddress(0, lowOfV4(bits));
    }

    static long lowOfV4(int bits) {
        return MAPPED | (bits & 0xffff_ffffL);
    }

    public static boolean isV4(long high, long low) {
        return high == 0 && (low & MAPPED_MASK) == MAPPED;
    }

    public boolean isV4() {
        return isV4(high, low);
    }

    /** The address as Zeek writes it: dotted for IPv4, RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return format(high, low);
    }

    public static String format(long high, long low) {
        StringBuilder out = new StringBuilder(40);
        if (isV4(high, low)) {
            dotted(out, (int) low);
            return out.toString();
        }
        int[] words = new int[WORDS];
        for (int i = 0; i < 4; i++) {
            words[i] = (int) (high >>> (48 - 16 * i)) & 0xffff;
            words[i + 4] = (int) (low >>> (48 - 16 * i)) & 0xffff;
        }
        int[] run = longestZeroRun(words);
        boolean translated = run[1] == 4 && words[4] == 0xffff && words[5] == 0;
        boolean dotted = run[0] == 0 && (run[1] == 6 || translated);
        for (int i = 0; i < WORDS; i++) {
            if (i == run[0]) {
                out.append(i == 0 ? "::" : ":");
                i += run[1] - 1;
                continue;
            }
            if (dotted && i == 6) {
                dotted(out, (int) low);
                break;
            }
            out.append(Integer.toHexString(words[i]));
            if (i < WORDS - 1) {
                out.append(':');
            }
        }
        return out.toString();
    }

    /** Start and length of the first longest run of two or more zero words; start -1 when there is none. */
    private static int[] longestZeroRun(int[] words) {
        int[] best = {-1, 1};
        for (int i = 0; i < WORDS; i++) {
            int start = i;
            while (i < WORDS && words[i] == 0) {
                i++;
            }
            if (i - start > best[1]) {
                best = new int[] {start, i - start};
            }
        }
        return best;
    }

    private static void dotted(StringBuilder out, int bits) {
        out.append(bits >>> 24)
                .append('.')
                .append(bits >>> 16 & 0xff)
                .append('.')
                .append(bits >>> 8 & 0xff)
                .append('.')
                .append(bits & 0xff);
    }

    /**
     * Reads an IPv4 or IPv6 address in its usual notation.
     *
     * @throws IllegalArgumentException when the text is neither; names are never looked up
     */
    public static IpAddress parse(String text) {
        if (text.indexOf(':') < 0) {
            return v4(parseDotted(text, text));
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] words = parseWords(text, true, text);
            if (words.length != WORDS) {
                throw invalid(text);
            }
            return ofWords(words);
        }
        int[] head = parseWords(text.substring(0, gap), false, text);
        int[] tail = parseWords(text.substring(gap + 2), true, text);
        if (head.length + tail.length >= WORDS) {
            throw invalid(text);
        }
        int[] words = Arrays.copyOf(head, WORDS);
        System.arraycopy(tail, 0, words, WORDS - tail.length, tail.length);
        return ofWords(words);
    }

    private static IpAddress ofWords(int[] words) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | words[i];
            low = low << 16 | words[i + 4];
        }
        return new IpAddress(high, low);
    }

    /** @param last whether the part ends the address, where IPv4 notation may stand for two words */
    private static int[] parseWords(String part, boolean last, String whole) {
        if (part.isEmpty()) {
            return new int[0];
        }
        String[] groups = part.split(":", -1);
        boolean dotted = last && groups[groups.length - 1].indexOf('.') >= 0;
        int[] words = new int[groups.length + (dotted ? 1 : 0)];
        for (int i = 0; i < groups.length; i++) {
            if (dotted && i == groups.length - 1) {
                int bits = parseDotted(groups[i], whole);
                words[i] = bits >>> 16;
                words[i + 1] = bits & 0xffff;
            } else {
                words[i] = parseNumber(groups[i], 16, 0xffff, whole);
            }
        }
        return words;
    }

    private static int parseDotted(String text, String whole) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            throw invalid(whole);
        }
        int bits = 0;
        for (String part : parts) {
            bits = bits << 8 | parseNumber(part, 10, 255, whole);
        }
        return bits;
    }

    private static int parseNumber(String text, int radix, int max, String whole) {
        // Some programs read a decimal number with a leading zero as octal.
        boolean ambiguous = radix == 10 && text.length() > 1 && text.charAt(0) == '0';
        if (text.isEmpty() || text.length() > 4 || ambiguous) {
            throw invalid(whole);
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = Character.digit(c, radix);
            if (digit < 0 || c > 'f') {
                throw invalid(whole);
            }
            value = value * radix + digit;
        }
        if (value > max) {
            throw invalid(whole);
        }
        return value;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("not an IP address: " + text);
    }
}
