package io.brook.analysis.protocol.smb;

import io.brook.analysis.weird.WeirdSink;
import java.util.HashMap;
import java.util.Map;

/** The incomplete messages of one direction of a pipe: their lengths so far, by the number of the call. */
final class SmbFragments {
    /** Zeek's DCE_RPC::max_cmd_reassembly. */
    private static final int MAX_UNFINISHED = 20;

    /** Zeek's DCE_RPC::max_frag_data. */
    private static final int MAX_LENGTH = 30_000;

    private static final int FIRST = 1;
    private static final int LAST = 2;

    private final WeirdSink sink;
    private final Map<Integer, Integer> unfinished = new HashMap<>();

    SmbFragments(WeirdSink sink) {
        this.sink = sink;
    }

    /**
     * A fragment has come.
     *
     * @param flags whether it is the first one, or the last
     * @return false when Zeek would look at the pipe no more
     */
    boolean add(int call, int flags, int length) {
        Integer before = unfinished.get(call);
        boolean first = (flags & FIRST) != 0;
        boolean last = (flags & LAST) != 0;
        if (first && before != null) {
            return odd(SmbWeird.CALL_BEGINS_TWICE);
        }
        if (first ? last : before == null) {
            return true;
        }
        int total = first ? length : before + length;
        unfinished.put(call, total);
        boolean on = unfinished.size() <= MAX_UNFINISHED || odd(SmbWeird.TOO_MANY_CALLS);
        on &= total <= MAX_LENGTH || odd(SmbWeird.CALL_TOO_LONG);
        if (last) {
            unfinished.remove(call);
        }
        return on;
    }

    /** Says that something is odd; always false, since Zeek would look at the pipe no more. */
    private boolean odd(SmbWeird weird) {
        sink.weird(weird);
        return false;
    }
}
