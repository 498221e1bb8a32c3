package io.brook.analysis.x509;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The certificates that a thread has read last: most are seen again and again, and to read one costs many times what it costs
 * to hash it. At most {@value #MAX}, and none of more than {@value #MAX_BYTES} bytes.
 */
final class RecentCertificates {
    static final int MAX = 500;
    static final int MAX_BYTES = 8 * 1024;

    private static final ThreadLocal<Map<String, Certificate>> RECENT = ThreadLocal.withInitial(Recent::new);

    private RecentCertificates() {}

    /** The certificate of this fingerprint, or null. */
    static Certificate get(String fingerprint) {
        return RECENT.get().get(fingerprint);
    }

    /** @param length of its bytes */
    static void add(Certificate certificate, int length) {
        if (length <= MAX_BYTES) {
            RECENT.get().put(certificate.fingerprint(), certificate);
        }
    }

    /** Forgets the one that was not asked for for longest. */
    private static final class Recent extends LinkedHashMap<String, Certificate> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Certificate> eldest) {
            return size() > MAX;
        }
    }
}
