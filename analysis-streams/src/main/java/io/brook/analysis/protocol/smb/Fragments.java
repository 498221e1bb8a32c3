package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import java.util.HashMap;
import java.util.Map;

/** The messages of one direction of a pipe that are not complete yet: how long they are, by the number of their call. */
final class Fragments {
    /** The part of Zeek that finds something odd about them. */
    static final String SOURCE = "DCE_RPC";

    /** Zeek's DCE_RPC::max_cmd_reassembly. */
    private static final int MAX_UNFINISHED = 20;

    /** Zeek's DCE_RPC::max_frag_data. */
    private static final int MAX_LENGTH = 30_000;

    private static final int FIRST = 1;
    private static final int LAST = 2;

    private final SessionContext context;
    private final Map<Integer, Integer> unfinished = new HashMap<>();

    Fragments(SessionContext context) {
        this.context = context;
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
            return weird("multiple_first_fragments_in_dce_rpc_reassembly");
        }
        if (first ? last : before == null) {
            return true;
        }
        int total = first ? length : before + length;
        unfinished.put(call, total);
        boolean on = unfinished.size() <= MAX_UNFINISHED || weird("too_many_dce_rpc_msgs_in_reassembly");
        on &= total <= MAX_LENGTH || weird("too_much_dce_rpc_fragment_data");
        if (last) {
            unfinished.remove(call);
        }
        return on;
    }

    private boolean weird(String name) {
        context.weird(name, null, SOURCE);
        return false;
    }
}
