package io.brook.deploy.config;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.extension.Extensions;
import io.brook.analysis.file.extract.ExtractSettings;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.x509.ChainValidation;
import io.brook.analysis.x509.TrustedAuthorities;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is analysed, and what is written of it beside the logs. */
final class AnalysisSettings {
    /** Zeek's FileExtract::default_limit. */
    private static final long DEFAULT_EXTRACT_LIMIT = 100L * 1024 * 1024;

    static final Option LOCAL_NETS = Option.text("LocalNetsCfg", "", Validators.PATH)
            .about("A file that lists the site's own networks. The private address space when empty.")
            .readBy(Reader.PROCESS, Reader.WORKER, Reader.REPLAY, Reader.SUMMARY, Reader.CTL);
    private static final Option TRIM_ENCRYPTED = Option.flag("TrimEncrypted", true)
            .about(
                    "Whether the payload of encrypted connections is left out of the topic packets. The logs are the same;"
                            + " set it to false to keep whole packets.")
            .readBy(Reader.PROCESS, Reader.CAPTURE);
    private static final Option DISABLED = disabled(Extensions.NONE);
    private static final Option VALIDATE = option(Option.flag("ValidateCertificates", false))
            .about(
                    "Whether the certificates of TLS servers are validated: the column validation_status of ssl.log, which"
                            + " LogColumns adds, and notices about those that are not valid.");
    static final Option AUTHORITIES = option(Option.text("CertificateAuthorities", "", Validators.PATH))
            .about(
                    "A file with the certificates of the authorities that are trusted then, in PEM. Those of Java when empty.");
    private static final Option EXTRACT_DIR = option(Option.text("FileExtractDir", "", Validators.PATH))
            .about(
                    "The directory of the worker that files seen in the traffic are written to. None are written when empty.");
    private static final Option EXTRACT_LIMIT = option(Option.number("FileExtractLimit", DEFAULT_EXTRACT_LIMIT, 1))
            .about("The most that is written of one file. Bytes that were missed count.")
            .in("bytes");
    private static final Option EXTRACT_TYPES = option(Option.list("FileExtractTypes", Validators.EACH_A_MIME_TYPE))
            .about("The MIME types of the files that are written. All files when empty.");

    private AnalysisSettings() {}

    /** @param site whose analyzers can be switched off, too */
    static OptionGroup group(Extensions site) {
        return OptionGroup.of(
                "Analysis",
                LOCAL_NETS,
                TRIM_ENCRYPTED,
                disabled(site),
                VALIDATE,
                AUTHORITIES,
                EXTRACT_DIR,
                EXTRACT_LIMIT,
                EXTRACT_TYPES);
    }

    private static Option disabled(Extensions site) {
        return option(Option.list("analysis.disabled", Validators.eachAnAnalysis(site.types())))
                .about("What is not analysed: protocols by their names in conn.log, or parts of HTTP."
                        + " brook analysis changes it while a cluster runs.");
    }

    /** Whether the site has said which networks are its own. */
    static boolean namesNetworks(Values values) {
        return !values.text(LOCAL_NETS).isEmpty();
    }

    private static Option option(Option option) {
        return option.readBy(Reader.PROCESS, Reader.WORKER, Reader.REPLAY);
    }

    static boolean trimEncrypted(Values values) {
        return values.flag(TRIM_ENCRYPTED);
    }

    /**
     * The analyzers, those of TLS as they are set up.
     *
     * @param authorities those of the file CertificateAuthorities; null when it names none
     */
    static List<ProtocolAnalyzer> analyzers(Values values, List<ProtocolAnalyzer> all, TrustedAuthorities authorities) {
        return values.flag(VALIDATE)
                ? Analyzers.validating(
                        all, new ChainValidation(authorities == null ? TrustedAuthorities.ofJava() : authorities))
                : all;
    }

    static Set<String> disabled(Values values) {
        return Set.copyOf(values.list(DISABLED));
    }

    static Optional<ExtractSettings> extract(Values values) {
        String directory = values.text(EXTRACT_DIR);
        return directory.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExtractSettings(
                        Path.of(directory), values.number(EXTRACT_LIMIT), Set.copyOf(values.list(EXTRACT_TYPES))));
    }
}
