package io.brook.analysis.protocol.ssl;

import io.brook.analysis.digest.DigestAlgorithm;
import io.brook.analysis.digest.Digests;
import io.brook.analysis.x509.Certificate;
import io.brook.analysis.x509.ChainValidation;
import java.util.ArrayList;
import java.util.List;

/** The certificates of one side. */
final class SslChain {
    /** Zeek's Log::max_field_container_elements: more are not logged. */
    private static final int MAX = 100;

    /** Longer ones are not validated: none that a public authority has signed is. */
    private static final int MAX_BYTES = 16 * 1024;

    /** Those of all that can be read. */
    List<String> fingerprints = new ArrayList<>();

    /** The first one; null when there is none, or when it cannot be read. */
    Certificate first;

    /** The SHA-1 hash of the first one, in hexadecimal. */
    String firstSha1;

    /** Whether there is one, or something in its place. */
    boolean begun;

    /** The bytes of the first ones, where they are to be validated. */
    List<byte[]> kept = List.of();

    /**
     * @param certificate null for one that cannot be read
     * @param der its bytes
     */
    void add(Certificate certificate, byte[] der) {
        if (!begun) {
            begun = true;
            first = certificate;
            firstSha1 = Digests.hexOf(DigestAlgorithm.SHA1, der);
        }
        if (certificate != null && fingerprints.size() < MAX) {
            fingerprints.add(certificate.fingerprint());
        }
    }

    /** Keeps the bytes of a certificate, for validation, as far as they are looked at. */
    void keep(byte[] der) {
        if (kept.isEmpty()) {
            kept = new ArrayList<>();
        }
        if (kept.size() < ChainValidation.MAX_SENT && der.length <= MAX_BYTES) {
            kept.add(der);
        }
    }

    /** Their lines are written: nothing of them is needed any more. */
    void forget() {
        first = null;
        firstSha1 = null;
        kept = List.of();
        fingerprints = List.of();
    }
}
