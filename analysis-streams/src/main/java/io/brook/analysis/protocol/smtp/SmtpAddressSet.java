package io.brook.analysis.protocol.smtp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A set of addresses of bounded size. */
final class SmtpAddressSet {
    /** Zeek's SMTP::max_rcptto_addresses, max_to_addresses and max_cc_addresses. */
    private static final int MAX_ADDRESSES = 1000;

    /** Bounds the characters of all addresses together, since even a few may be long. */
    private static final int MAX_CHARACTERS = 256 * 1024;

    private final Set<String> addresses = new LinkedHashSet<>();
    private int characters;

    /** @return false when the set is full: this address and all later ones are left out */
    boolean addAll(List<String> more) {
        for (String each : more) {
            if (addresses.size() >= MAX_ADDRESSES || characters > MAX_CHARACTERS) {
                return false;
            }
            if (addresses.add(each)) {
                characters += each.length();
            }
        }
        return true;
    }

    /** A copy, in the order in which they came; null of null. */
    static List<String> listOf(SmtpAddressSet set) {
        return set == null ? null : new ArrayList<>(set.addresses);
    }
}
