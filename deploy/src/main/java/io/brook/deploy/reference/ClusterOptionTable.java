package io.brook.deploy.reference;

import io.brook.deploy.shell.ClusterOption;

/** A table of the options of zeekctl.cfg, and of what Brook makes of each. */
final class ClusterOptionTable {
    private ClusterOptionTable() {}

    static String text() {
        Table options = new Table("option", "in Brook", "default", "what it does, or what takes its place");
        for (ClusterOption option : ClusterOption.values()) {
            options.row(
                    option.key(),
                    switch (option.fate()) {
                        case WORKS -> "works";
                        case WITHOUT_EFFECT -> "accepted, without effect";
                        case REFUSED -> "refused";
                    },
                    Table.code(option.standard()),
                    option.about());
        }
        return options.toString();
    }
}
