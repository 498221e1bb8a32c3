package io.brook.analysis.digest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses who computes digests in this process. */
public final class DigestLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(DigestLibraries.class);

    private static final DigestLibrary BEST = choose();

    private DigestLibraries() {}

    /** The JDK's digests if their state can be reached, which are several times faster; else the library's. */
    public static DigestLibrary best() {
        return BEST;
    }

    private static DigestLibrary choose() {
        try {
            return new JdkDigests();
        } catch (IllegalStateException e) {
            LOG.warn("digests of files are computed slowly: {}", e.getMessage());
            return new LibraryDigests();
        }
    }
}
