package io.brook.analysis.protocol.smb;

/** A file of a share, as far as it is known: Zeek's SMB::FileInfo. */
final class SmbSharedFile {
    final long time;
    String fuid;
    SmbAction action;
    String path;
    String name;
    String previousName;
    long size;

    /** Null when they are not known. */
    SmbTimes times;

    SmbSharedFile(long time) {
        this.time = time;
    }

    boolean isNamed() {
        return path != null || name != null;
    }

    /** A key that is the same wherever the same version of the file is seen between the same hosts. */
    String key() {
        long version = times == null ? 0 : times.modified();
        return text(path) + '\n' + text(name) + '\n' + version;
    }

    /** A key that must differ for another line of smb_files.log; null when every line is written. */
    String lineKey() {
        return times == null
                ? null
                : String.join(
                        "\n", action.name(), text(fuid), key(), size + "\n" + times.created() + '\n' + times.changed());
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
