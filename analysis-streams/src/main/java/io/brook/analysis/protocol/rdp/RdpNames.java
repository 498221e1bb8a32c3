package io.brook.analysis.protocol.rdp;

import io.brook.analysis.bytes.Table;
import java.util.Map;

/** What Zeek calls the protocol's numbers. */
final class RdpNames {
    private static final Map<Integer, String> KEYBOARDS = Table.names(RdpNames.class, "keyboard-layouts.txt", 16);

    /** By the name of the field, a hyphen and the number, which is also what a number without a name is called. */
    private static final Map<String, String> NAMES =
            Table.read(RdpNames.class, "names.txt", number -> number, name -> name);

    private RdpNames() {}

    /** A layout that has no name goes by that of its language, where that is known. */
    static String keyboard(long layout) {
        String name = KEYBOARDS.get((int) layout);
        if (name != null) {
            return name;
        }
        String language = KEYBOARDS.get((int) layout & 0xffff);
        return language == null ? "keyboard-" + layout : language + " (Best Guess for " + layout + ')';
    }

    /** @param field Zeek's name of the field, such as client_build */
    static String of(String field, long number) {
        String plain = field + '-' + number;
        return NAMES.getOrDefault(plain, plain);
    }
}
