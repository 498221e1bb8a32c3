package io.brook.analysis.layer;

import io.brook.analysis.weird.Weird;

/** What is odd about fragments. */
public enum FragmentWeird implements Weird {
    EXCESSIVELY_SMALL_FRAGMENT("excessively_small_fragment"),
    EXCESSIVELY_LARGE_FRAGMENT("excessively_large_fragment"),
    /** Fragments of a packet name different protocols, or have headers of different lengths. */
    FRAGMENT_PROTOCOL_INCONSISTENCY("fragment_protocol_inconsistency"),
    /** A fragment that must not be fragmented. */
    FRAGMENT_WITH_DF("fragment_with_DF"),
    /** Fragments do not agree how long their packet is. */
    FRAGMENT_SIZE_INCONSISTENCY("fragment_size_inconsistency"),
    /** Fragments overlap with different bytes. */
    FRAGMENT_INCONSISTENCY("fragment_inconsistency"),
    /** Fragments overlap with the same bytes. */
    FRAGMENT_OVERLAP("fragment_overlap");

    private final String id;

    FragmentWeird(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String source() {
        return null;
    }
}
