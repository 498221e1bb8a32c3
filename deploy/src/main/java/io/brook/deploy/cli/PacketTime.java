package io.brook.deploy.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people write it, in nanoseconds since the epoch: as in logs, or a date and a time, in UTC unless it says otherwise. */
final class PacketTime implements ITypeConverter<Long> {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}(\\.\\d{1,9})?");
    private static final int NANO_DIGITS = 9;
    private static final long NANOS = 1_000_000_000;

    @Override
    public Long convert(String text) {
        try {
            if (SECONDS.matcher(text).matches()) {
                return new BigDecimal(text).movePointRight(NANO_DIGITS).longValueExact();
            }
            Instant instant = instant(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a time such as 2026-11-26T10:00Z, 2026-11-26 or 1700000000.5");
        }
    }

    private static Instant instant(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
