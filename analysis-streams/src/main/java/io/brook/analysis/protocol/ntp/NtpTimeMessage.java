package io.brook.analysis.protocol.ntp;

/**
 * A message about time (RFC 5905, section 7.3). Intervals are in nanoseconds, times in nanoseconds since the epoch.
 *
 * @param referenceId what the clock is set by: four characters, or an address
 * @param extensions how many extension fields there are
 */
record NtpTimeMessage(
        int stratum,
        long poll,
        long precision,
        long rootDelay,
        long rootDispersion,
        String referenceId,
        long reference,
        long origin,
        long receive,
        long transmit,
        int extensions) {}
