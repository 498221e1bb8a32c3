package io.brook.analysis.bytes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table that lies beside the class that uses it: a key, a blank and a value on each line, and lines that begin with # for people. */
public final class Table {
    private Table() {}

    /**
     * Reads a table.
     *
     * @param beside the class in whose package it lies
     */
    public static <K, V> Map<K, V> read(
            Class<?> beside, String resource, Function<String, K> key, Function<String, V> value) {
        try (InputStream in = beside.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(line -> key.apply(line[0]), line -> value.apply(line[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the numbers of a protocol's field are called.
     *
     * @param radix what the numbers are written in
     */
    public static Map<Integer, String> names(Class<?> beside, String resource, int radix) {
        return read(beside, resource, number -> Integer.parseUnsignedInt(number, radix), name -> name);
    }
}
