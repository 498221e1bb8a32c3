package io.brook.deploy.reference;

import io.brook.deploy.config.Option;
import io.brook.deploy.config.Reader;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which commands read a setting, in as few words as that takes. */
final class Readers {
    private static final int MANY = 7;

    private Readers() {}

    static String of(Option option) {
        Set<Reader> readers = EnumSet.copyOf(option.readers());
        Set<Reader> others = EnumSet.complementOf(EnumSet.copyOf(readers));
        if (others.isEmpty()) {
            return "all";
        }
        return readers.size() < MANY ? names(readers) : "all but " + names(others);
    }

    private static String names(Set<Reader> readers) {
        return readers.stream().map(Reader::command).collect(Collectors.joining(", "));
    }
}
