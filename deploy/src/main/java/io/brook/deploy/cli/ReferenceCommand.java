package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.reference.ReferenceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brook reference}: for those who change Brook. */
@Command(
        name = "reference",
        hidden = true,
        description =
                "Renew what is generated from the code in the files of a checkout: the pages below docs/reference,"
                        + " and deploy/config/brook.cfg.")
final class ReferenceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The checkout.")
    private Path checkout;

    @Override
    public Integer call() throws RunException {
        for (ReferenceFile each : ReferenceFile.values()) {
            Path file = checkout.resolve(each.path());
            try {
                String current = Files.readString(file);
                String renewed = each.renewed(current);
                if (!renewed.equals(current)) {
                    Files.writeString(file, renewed);
                    spec.commandLine().getOut().println(file);
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new RunException(file + " cannot be renewed: " + e.getMessage(), e);
            }
        }
        spec.commandLine().getOut().flush();
        return ExitStatus.OK.code;
    }
}
