package io.brook.deploy.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** The output of {@code --version}; Brook's version comes from the jar's manifest. */
final class Version implements IVersionProvider {
    /** Brook's version. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "brook " + number() + ", Kafka " + AppInfoParser.getVersion() + ", Java " + Runtime.version()
        };
    }
}
