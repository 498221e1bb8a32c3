package io.brook.analysis.x509;

import io.brook.analysis.bytes.Ascii;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;

/** The times in certificates, read as leniently as Zeek does. What is no time is the epoch. */
final class CertificateTime {
    private static final long SECOND = 1_000_000_000;

    private CertificateTime() {}

    /** In nanoseconds since the epoch. */
    static long nanos(ASN1Encodable time) {
        ASN1Primitive value = time.toASN1Primitive();
        if (value instanceof ASN1UTCTime) {
            return utc(text(value));
        }
        return value instanceof ASN1GeneralizedTime ? generalized(text(value)) : 0;
    }

    private static String text(ASN1Primitive value) {
        return new String(Der.contents(value), StandardCharsets.ISO_8859_1);
    }

    /** Two digits for the year, of the years 1950 to 2049, and no seconds perhaps; ends with Z. */
    private static long utc(String text) {
        if (text.length() < 11 || text.length() > 17 || !text.endsWith("Z")) {
            return 0;
        }
        return read((text.charAt(0) < '5' ? "20" : "19") + text);
    }

    private static long generalized(String text) {
        return text.length() < 12 || text.length() > 23 ? 0 : read(text);
    }

    /** @param text year, month, day, hour, minute; seconds perhaps; and perhaps how far that is from UTC */
    private static long read(String text) {
        int at = 12;
        String seconds = "00";
        if (at < text.length() && "Z+-".indexOf(text.charAt(at)) < 0) {
            if (text.length() < at + 2) {
                return 0;
            }
            seconds = text.substring(at, at + 2);
            at = afterFraction(text, at + 2);
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 4, 6),
                    number(text, 6, 8),
                    number(text, 8, 10),
                    number(text, 10, 12));
            long offset = at == text.length() || text.charAt(at) == 'Z' ? 0 : offset(text.substring(at));
            long sum = time.toEpochSecond(ZoneOffset.UTC) + Integer.parseInt(seconds) + offset;
            return Math.multiplyExact(sum, SECOND);
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            return 0;
        }
    }

    private static int afterFraction(String text, int from) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            while (at < text.length() && Ascii.isDigit(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    /** Zeek takes the four digits of an offset for minutes and seconds, and adds them. */
    private static long offset(String text) {
        if (text.length() < 5 || text.charAt(0) != '+' && text.charAt(0) != '-') {
            throw new NumberFormatException();
        }
        long seconds = number(text, 1, 3) * 60L + number(text, 3, 5);
        return text.charAt(0) == '-' ? -seconds : seconds;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
