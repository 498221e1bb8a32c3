package io.brook.analysis.protocol.ssl;

import java.util.ArrayList;
import java.util.List;

/** The extensions of client and server hellos. */
final class HelloExtensions {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int KEY_SHARE_OLD = 40;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;

    private static final int HOST_NAME = 0;

    private HelloExtensions() {}

    /**
     * Reads what is left of a hello.
     *
     * @return the version that the server chooses here, or {@link Version#UNKNOWN}
     */
    static int read(Fields hello, boolean isClient, Conversation said) {
        int version = Version.UNKNOWN;
        if (!hello.isAtEnd()) {
            hello.u16("ext_len");
        }
        while (!hello.isAtEnd()) {
            int type = hello.u16("type");
            int length = hello.u16("data_len");
            Fields in = hello.within("SSLExtension", length);
            if (length > 0) {
                switch (type) {
                    case SERVER_NAME -> serverName(in, isClient, said);
                    case ALPN -> protocols(in, isClient, said);
                    case KEY_SHARE, KEY_SHARE_OLD -> keyShare(in, isClient, length, said);
                    case SUPPORTED_VERSIONS -> version = version(in, isClient, said, version);
                    default -> {
                        // That it is there may be all that matters.
                    }
                }
            }
            said.extension(isClient, type, length);
        }
        return version;
    }

    private static int version(Fields in, boolean isClient, Conversation said, int before) {
        if (isClient) {
            in.skip("versions", in.u8("length"));
            return before;
        }
        int chosen = in.u16("version");
        said.serverVersion(chosen);
        return before == Version.UNKNOWN ? chosen : before;
    }

    private static void serverName(Fields in, boolean isClient, Conversation said) {
        Fields list = in.within("ServerNameExt", in.u16("length"));
        List<String> names = new ArrayList<>();
        while (!list.isAtEnd()) {
            int type = list.u8("name_type");
            if (type == HOST_NAME) {
                names.add(list.text("host_name", list.u16("length")));
            } else {
                list.rest();
                said.context().weird("ssl_ext_unknown_server_name_type", Integer.toString(type));
            }
        }
        if (isClient && !names.isEmpty()) {
            said.serverNames(names);
        }
    }

    private static void protocols(Fields in, boolean isClient, Conversation said) {
        Fields list = in.within("ApplicationLayerProtocolNegotiationExtension", in.u16("length"));
        List<String> names = new ArrayList<>();
        while (!list.isAtEnd()) {
            names.add(list.text("name", list.u8("length")));
        }
        if (!isClient && !names.isEmpty()) {
            said.nextProtocol(names.get(0));
        }
    }

    /** A server names its group, with its key or, when it asks for another hello, without. */
    private static void keyShare(Fields in, boolean isClient, int length, Conversation said) {
        if (isClient) {
            in.skip("keyshares", in.u16("length"));
            return;
        }
        int group = in.u16("namedgroup");
        if (length != Short.BYTES) {
            in.skip("key_exchange", in.u16("key_exchange_length"));
        }
        said.curve(group);
    }
}
