package io.brook.deploy.cli;

import io.brook.deploy.BrookVersion;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** The output of {@code --version}. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "brook " + BrookVersion.number() + ", Kafka " + AppInfoParser.getVersion() + ", Java " + Runtime.version()
        };
    }
}
