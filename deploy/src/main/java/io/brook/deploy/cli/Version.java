package io.brook.deploy.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says; Brook's own version comes from the jar's manifest. */
final class Version implements IVersionProvider {
    /** That of Brook. */
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
