package io.brook.analysis.sigma;

import com.google.re2j.Pattern;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.flow.IpAddress;
import java.util.Locale;
import java.util.Optional;

/** A value that a rule looks for. */
interface SigmaValue {
    /** @param text a value, in small letters if {@link #ignoresCase} */
    boolean matches(String text);

    /** Whether it is to be asked of values in small letters. */
    default boolean ignoresCase() {
        return false;
    }

    /** A text, in small letters, that every matching value contains, if there is one. */
    default Optional<String> needle() {
        return Optional.empty();
    }

    /** Whether this text is all of a matching value. */
    default boolean isWhole() {
        return false;
    }

    /** Text with wildcards. */
    record Text(SigmaPattern pattern, boolean cased) implements SigmaValue {
        @Override
        public boolean matches(String text) {
            return pattern.matches(text);
        }

        @Override
        public boolean ignoresCase() {
            return !cased;
        }

        @Override
        public Optional<String> needle() {
            String longest = pattern.longestLiteral();
            return longest.isEmpty() ? Optional.empty() : Optional.of(longest.toLowerCase(Locale.ROOT));
        }

        @Override
        public boolean isWhole() {
            return pattern.isLiteral();
        }
    }

    /** A regular expression, found anywhere. */
    record Expression(Pattern pattern) implements SigmaValue {
        @Override
        public boolean matches(String text) {
            return pattern.matcher(text).find();
        }
    }

    /** A network that an address is in. */
    record Network(LocalNetworks network) implements SigmaValue {
        @Override
        public boolean matches(String text) {
            try {
                IpAddress address = IpAddress.parse(text);
                return network.contains(address.high(), address.low());
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** A number that is compared with others. */
    record Compared(Order order, double limit) implements SigmaValue {
        /** How a value is to be to the limit. */
        enum Order {
            LT,
            LTE,
            GT,
            GTE,
            EQ
        }

        @Override
        public boolean matches(String text) {
            double value;
            try {
                value = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return false;
            }
            // What Java takes for a number besides: 0x1p3, 5d, Infinity.
            if (!Character.isDigit(text.charAt(text.length() - 1))
                    || text.indexOf('x') >= 0
                    || text.indexOf('X') >= 0) {
                return false;
            }
            return switch (order) {
                case LT -> value < limit;
                case LTE -> value <= limit;
                case GT -> value > limit;
                case GTE -> value >= limit;
                case EQ -> value == limit;
            };
        }

        @Override
        public Optional<String> needle() {
            return isWhole() ? Optional.of(Long.toString((long) limit)) : Optional.empty();
        }

        @Override
        public boolean isWhole() {
            return order == Order.EQ && limit == Math.rint(limit);
        }
    }
}
