package io.brook.notice.policy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: 90s, 10min, 1h, 2d; 0 for none. */
final class PolicyDuration {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*(s|sec|m|min|h|d)");

    private PolicyDuration() {}

    /** In nanoseconds; empty when it is none. */
    static Optional<Long> nanos(String text) {
        if (text.equals("0")) {
            return Optional.of(0L);
        }
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2).charAt(0)) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    case 'h' -> Duration.ofHours(count);
                    default -> Duration.ofDays(Math.min(count, MOST_DAYS));
                };
        return Optional.of(duration.toNanos());
    }

    /** About 270 years, which is nearly what nanoseconds can count. */
    private static final long MOST_DAYS = 100_000;
}
