package io.brook.notice.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A table of a policy. Conditions see it as a value of its own kind and not as a list, because CEL copies a list whenever it is
 * used. Safe to use from any thread.
 */
final class PolicyTable {
    private final Set<String> entries;
    private final Predicate<String> networks;

    static PolicyTable of(List<TableEntry> entries, AddressSets addresses) {
        return new PolicyTable(entries.stream().map(TableEntry::text).toList(), addresses);
    }

    /** @param addresses knows which of the entries are networks */
    PolicyTable(List<String> entries, AddressSets addresses) {
        this.entries = Set.copyOf(entries);
        networks = addresses.union(this.entries);
    }

    /** Whether a text is one of its entries. */
    boolean has(String text) {
        return entries.contains(text);
    }

    /** Whether an address is one of its entries, or in a network that is. */
    boolean covers(String address) {
        return networks.test(address);
    }
}
