package io.brook.deploy;

/** Brook's own version, from the jar's manifest. */
public final class BrookVersion {
    private BrookVersion() {}

    /** Such as {@code 0.1.0}. */
    public static String number() {
        String version = BrookVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
