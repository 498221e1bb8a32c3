package io.brook.analysis.bytes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What the numbers of a protocol's field are called: a table that lies beside the class that uses it. */
public final class NumberNames {
    private NumberNames() {}

    /**
     * Reads a table: a number, a blank and its name on each line, and lines that begin with # for people.
     *
     * @param beside the class in whose package it lies
     * @param radix what the numbers are written in
     */
    public static Map<Integer, String> read(Class<?> beside, String resource, int radix) {
        try (InputStream in = beside.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(
                            line -> Integer.parseUnsignedInt(line[0], radix), line -> line[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
