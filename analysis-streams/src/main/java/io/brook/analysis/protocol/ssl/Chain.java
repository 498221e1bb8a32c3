package io.brook.analysis.protocol.ssl;

import io.brook.analysis.x509.Certificate;
import java.util.ArrayList;
import java.util.List;

/** The certificates of one side. */
final class Chain {
    /** Zeek's Log::max_field_container_elements: more are not logged. */
    private static final int MAX = 100;

    private List<String> fingerprints = new ArrayList<>();
    private Certificate first;
    private boolean begun;

    /** @param certificate null for one that cannot be read */
    void add(Certificate certificate) {
        if (!begun) {
            begun = true;
            first = certificate;
        }
        if (certificate != null && fingerprints.size() < MAX) {
            fingerprints.add(certificate.fingerprint());
        }
    }

    /** Whether there is one, or something in its place. */
    boolean isBegun() {
        return begun;
    }

    /** The first one; null when there is none, or when it cannot be read. */
    Certificate first() {
        return first;
    }

    /** Their lines are written: nothing of them is needed any more. */
    void forget() {
        first = null;
        fingerprints = List.of();
    }

    /** Those of all that can be read. */
    List<String> fingerprints() {
        return fingerprints;
    }
}
