package io.brook.analysis.protocol.dns;

import java.util.ArrayList;
import java.util.List;

/** Collects the records of a response that are logged, while it is read. */
final class DnsAnswers {
    private final boolean isResponse;

    /** What the first record is about; null when there is none. */
    String owner;

    List<DnsAnswer> logged = List.of();

    /** @param isResponse if not, there is nothing to collect */
    DnsAnswers(boolean isResponse) {
        this.isResponse = isResponse;
    }

    /** @param text in short, a character a byte; empty when it says nothing that is logged */
    void add(DnsRecord record, String text) {
        if (!isResponse) {
            return;
        }
        if (owner == null) {
            owner = record.owner();
        }
        if (text.isEmpty() || logged.size() == DnsTransaction.MAX_ANSWERS) {
            return;
        }
        if (logged.isEmpty()) {
            logged = new ArrayList<>(4);
        }
        boolean isAdded = record.section == DnsSection.UPDATES && !text.startsWith("del:");
        logged.add(new DnsAnswer(isAdded ? "add: " + text : text, record.lifetime));
    }
}
