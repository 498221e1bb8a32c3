package io.brook.analysis.layer;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;

/** What is odd about fragments. */
public enum FragmentWeird implements Weird {
    EXCESSIVELY_SMALL_FRAGMENT(Oddity.ofScript("excessively_small_fragment").with(WeirdAction.LOG_PER_ORIG)),
    EXCESSIVELY_LARGE_FRAGMENT(Oddity.ofScript("excessively_large_fragment")),
    /** Fragments of a packet name different protocols, or have headers of different lengths. */
    FRAGMENT_PROTOCOL_INCONSISTENCY(Oddity.ofScript("fragment_protocol_inconsistency")),
    /** A fragment that must not be fragmented. */
    FRAGMENT_WITH_DF(Oddity.ofScript("fragment_with_DF")),
    /** Fragments do not agree how long their packet is. */
    FRAGMENT_SIZE_INCONSISTENCY(Oddity.ofScript("fragment_size_inconsistency").with(WeirdAction.LOG_PER_ORIG)),
    /** Fragments overlap with different bytes. */
    FRAGMENT_INCONSISTENCY(Oddity.ofScript("fragment_inconsistency").with(WeirdAction.LOG_PER_ORIG)),
    /** Fragments overlap with the same bytes. */
    FRAGMENT_OVERLAP(Oddity.ofScript("fragment_overlap").with(WeirdAction.LOG_PER_ORIG));

    private final Oddity oddity;

    FragmentWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
