package io.brook.analysis.file.magic;

import java.util.ArrayList;
import java.util.List;

/** Tells a file's type by its first bytes, as Zeek does: the strongest signature that matches decides. */
public final class Magic {
    private static final int BYTE_VALUES = 256;

    /** For each first byte the signatures that may match, the strongest first. */
    private static final List<List<Signature>> BY_FIRST_BYTE = index(MagicTable.read());

    private Magic() {}

    /**
     * @param first the file's first bytes, {@code length} of them
     * @return the MIME type, or null when nothing is known of such bytes
     */
    public static String typeOf(byte[] first, int length) {
        if (length == 0) {
            return null;
        }
        Head head = new Head(first, length);
        for (Signature signature : BY_FIRST_BYTE.get(first[0] & 0xff)) {
            if (signature.matches(head)) {
                return signature.type();
            }
        }
        return null;
    }

    private static List<List<Signature>> index(List<Signature> strongestFirst) {
        List<List<Signature>> index = new ArrayList<>(BYTE_VALUES);
        for (int b = 0; b < BYTE_VALUES; b++) {
            char first = (char) b;
            index.add(strongestFirst.stream()
                    .filter(each -> mayBeginWith(each, first))
                    .toList());
        }
        return index;
    }

    private static boolean mayBeginWith(Signature signature, char first) {
        boolean atStart = signature.place() == Signature.Place.AT && signature.offset() == 0;
        return !atStart || signature.bytes().isEmpty() || signature.bytes().charAt(0) == first;
    }
}
