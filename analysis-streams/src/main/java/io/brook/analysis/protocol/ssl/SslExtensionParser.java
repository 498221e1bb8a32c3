package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Reads the extensions of client and server hellos. */
final class SslExtensionParser {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int KEY_SHARE_OLD = 40;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;

    private static final int HOST_NAME = 0;

    private SslExtensionParser() {}

    /**
     * Reads what is left of a hello.
     *
     * @return the version that the server chooses here, or {@link SslVersion#UNKNOWN}
     */
    static int read(FieldReader hello, boolean isClient, SslExtensionSink sink) throws MalformedException {
        int version = SslVersion.UNKNOWN;
        if (!hello.isAtEnd()) {
            hello.u16("ext_len");
        }
        while (!hello.isAtEnd()) {
            int type = hello.u16("type");
            int length = hello.u16("data_len");
            FieldReader in = hello.within("SSLExtension", length);
            if (length > 0) {
                switch (type) {
                    case SERVER_NAME -> serverName(in, isClient, sink);
                    case ALPN -> protocols(in, isClient, sink);
                    case KEY_SHARE, KEY_SHARE_OLD -> keyShare(in, isClient, length, sink);
                    case SUPPORTED_VERSIONS -> version = version(in, isClient, sink, version);
                    default -> {
                        // For other extensions it only matters that they are there.
                    }
                }
            }
            sink.extension(isClient, type, length);
        }
        return version;
    }

    private static int version(FieldReader in, boolean isClient, SslExtensionSink sink, int before)
            throws MalformedException {
        if (isClient) {
            in.skip("versions", in.u8("length"));
            return before;
        }
        int chosen = in.u16("version");
        sink.serverVersion(chosen);
        return before == SslVersion.UNKNOWN ? chosen : before;
    }

    private static void serverName(FieldReader in, boolean isClient, SslExtensionSink sink) throws MalformedException {
        FieldReader list = in.within("ServerNameExt", in.u16("length"));
        List<String> names = new ArrayList<>();
        while (!list.isAtEnd()) {
            int type = list.u8("name_type");
            if (type == HOST_NAME) {
                names.add(list.text("host_name", list.u16("length")));
            } else {
                list.rest();
                sink.weird(SslWeird.UNKNOWN_SERVER_NAME_TYPE, Integer.toString(type));
            }
        }
        if (isClient && !names.isEmpty()) {
            sink.serverNames(names);
        }
    }

    private static void protocols(FieldReader in, boolean isClient, SslExtensionSink sink) throws MalformedException {
        FieldReader list = in.within("ApplicationLayerProtocolNegotiationExtension", in.u16("length"));
        List<String> names = new ArrayList<>();
        while (!list.isAtEnd()) {
            names.add(list.text("name", list.u8("length")));
        }
        if (!isClient && !names.isEmpty()) {
            sink.nextProtocol(names.get(0));
        }
    }

    /** A server names its group, with its key or, when it asks for another hello, without. */
    private static void keyShare(FieldReader in, boolean isClient, int length, SslExtensionSink sink)
            throws MalformedException {
        if (isClient) {
            in.skip("keyshares", in.u16("length"));
            return;
        }
        int group = in.u16("namedgroup");
        if (length != Short.BYTES) {
            in.skip("key_exchange", in.u16("key_exchange_length"));
        }
        sink.curve(group);
    }
}
