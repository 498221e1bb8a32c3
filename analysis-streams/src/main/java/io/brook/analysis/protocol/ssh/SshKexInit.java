package io.brook.analysis.protocol.ssh;

import io.brook.schemas.flow.Direction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The algorithms that one side supports, in its order of preference (RFC 4253, section 7.1). The packet bounds their number. */
final class SshKexInit {
    static final int LISTS = 10;

    private static final String NONE = "Algorithm negotiation failed";

    private final String[] lists;

    /** @param lists {@value #LISTS} of them, as they were sent */
    SshKexInit(String[] lists) {
        this.lists = lists;
    }

    /** How it would send: its lists of key exchanges, ciphers, authentication codes and compressions, as they were sent. */
    String inDirection(Direction direction) {
        int way = direction.isFromOriginator() ? 0 : 1;
        return String.join(";", lists[0], lists[2 + way], lists[4 + way], lists[6 + way]);
    }

    /** The key exchange method that this client and that server agree on; null when there is none. */
    String keyExchange(SshKexInit server) {
        String common = common(0, server);
        return NONE.equals(common) ? null : common;
    }

    /** What both agree on, as ssh.log says it. This one is the client's. */
    void agree(SshKexInit server, SshLines line) {
        line.algorithms(both(2, server), both(4, server), both(6, server), common(0, server), common(1, server));
    }

    /** The first of the client's algorithms that the server supports as well. */
    private String common(int list, SshKexInit server) {
        Set<String> known = new HashSet<>(names(server.lists[list]));
        return names(lists[list]).stream().filter(known::contains).findFirst().orElse(NONE);
    }

    /** Joins two lists, one for each direction, which are nearly always the same. */
    private String both(int list, SshKexInit server) {
        String toServer = common(list, server);
        String toClient = common(list + 1, server);
        return toServer.equals(toClient) ? toServer : "To server: " + toServer + ", to client: " + toClient;
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",")).filter(name -> !name.isEmpty()).toList();
    }
}
