package io.brook.deploy.diff;

import java.util.List;

/** Lines with some of their columns only, in a given order. */
final class Projection {
    private final List<String> columns;
    private final int[] places;

    /**
     * @param all the columns that lines have; empty when each line names its own, and then all of them are kept
     * @param kept those of them that are kept, in the order in which they are wanted
     */
    Projection(List<String> all, List<String> kept) {
        columns = kept;
        places = kept.equals(all) ? null : kept.stream().mapToInt(all::indexOf).toArray();
    }

    List<String> columns() {
        return columns;
    }

    String of(String line) {
        if (places == null) {
            return line;
        }
        String[] values = line.split("\t", -1);
        StringBuilder text = new StringBuilder();
        for (int place : places) {
            text.append(text.isEmpty() ? "" : "\t").append(place < values.length ? values[place] : "");
        }
        return text.toString();
    }
}
