package io.brook.deploy.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says; Brook's own version comes from the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "brook " + (version == null ? "(not packaged)" : version) + ", Kafka " + AppInfoParser.getVersion()
                    + ", Java " + Runtime.version()
        };
    }
}
