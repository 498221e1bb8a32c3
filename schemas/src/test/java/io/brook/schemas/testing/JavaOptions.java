package io.brook.schemas.testing;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What tests give to the Java processes that they start. */
public final class JavaOptions {
    private JavaOptions() {}

    /** The packages of the JDK that are open to this process: the build says which, and the launcher. */
    public static List<String> opens() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens="))
                .toList();
    }
}
