package io.brook.analysis.digest;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses who computes digests in this process. */
public final class DigestLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(DigestLibraries.class);

    private static final String LEVEL = "-XX:TieredStopAtLevel=";

    private static final DigestLibrary BEST = choose();

    private DigestLibraries() {}

    /**
     * OpenSSL's digests while Java works without its second compiler, if there is an OpenSSL; the JDK's where their state can be
     * reached; else the library's, which are several times slower.
     */
    public static DigestLibrary best() {
        return BEST;
    }

    private static DigestLibrary choose() {
        if (isFirstCompilerOnly(ManagementFactory.getRuntimeMXBean().getInputArguments())) {
            try {
                return new OpensslDigests();
            } catch (IllegalStateException e) {
                LOG.debug("{}", e.getMessage());
            }
        }
        try {
            return new JdkDigests();
        } catch (IllegalStateException e) {
            LOG.warn("digests of files are computed slowly: {}", e.getMessage());
            return new LibraryDigests();
        }
    }

    /** Of options that contradict each other Java takes the last one. */
    static boolean isFirstCompilerOnly(List<String> options) {
        String last = "";
        for (String option : options) {
            last = option.startsWith(LEVEL) ? option.substring(LEVEL.length()) : last;
        }
        return last.equals("1");
    }
}
