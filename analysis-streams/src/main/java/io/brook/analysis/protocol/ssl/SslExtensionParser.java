package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Reads the extensions of client and server hellos. */
final class SslExtensionParser {
    private static final int SERVER_NAME = 0;
    private static final int GROUPS = 10;
    private static final int POINT_FORMATS = 11;
    private static final int SIGNATURES = 13;
    private static final int ALPN = 16;
    private static final int KEY_SHARE_OLD = 40;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;

    private static final int HOST_NAME = 0;

    private SslExtensionParser() {}

    /** Reads what is left of a client's hello. */
    static void client(FieldReader hello, SslOffer offer, SslExtensionSink sink) throws MalformedException {
        begin(hello);
        while (!hello.isAtEnd()) {
            int type = hello.u16("type");
            int length = hello.u16("data_len");
            FieldReader in = hello.within("SSLExtension", length);
            offer.extensions.add(type);
            if (length > 0) {
                switch (type) {
                    case SERVER_NAME -> serverName(in, true, sink);
                    case ALPN -> protocols(in).stream().findFirst().ifPresent(offer::application);
                    case KEY_SHARE, KEY_SHARE_OLD -> in.skip("keyshares", in.u16("length"));
                    case SUPPORTED_VERSIONS -> numbers(in.part("versions", in.u8("length")), offer.versions);
                    case GROUPS -> numbers(in, Short.BYTES, offer.groups);
                    case SIGNATURES -> numbers(in, Short.BYTES, offer.signatures);
                    case POINT_FORMATS -> points(in, offer.pointFormats);
                    default -> {
                        // For other extensions it only matters that they are there.
                    }
                }
            }
            sink.extension(true, type, length);
        }
    }

    /**
     * Reads what is left of a server's hello.
     *
     * @param types for the types of its extensions
     * @return the version that the server chooses here, or {@link SslVersion#UNKNOWN}
     */
    static int server(FieldReader hello, List<Integer> types, SslExtensionSink sink) throws MalformedException {
        int version = SslVersion.UNKNOWN;
        begin(hello);
        while (!hello.isAtEnd()) {
            int type = hello.u16("type");
            int length = hello.u16("data_len");
            FieldReader in = hello.within("SSLExtension", length);
            types.add(type);
            if (length > 0) {
                switch (type) {
                    case SERVER_NAME -> serverName(in, false, sink);
                    case ALPN -> protocols(in).stream().findFirst().ifPresent(sink::nextProtocol);
                    case KEY_SHARE, KEY_SHARE_OLD -> keyShare(in, length, sink);
                    case SUPPORTED_VERSIONS -> version = version(in, sink, version);
                    default -> {
                        // As above.
                    }
                }
            }
            sink.extension(false, type, length);
        }
        return version;
    }

    private static void begin(FieldReader hello) throws MalformedException {
        if (!hello.isAtEnd()) {
            hello.u16("ext_len");
        }
    }

    /** Reads as much of a list as there is: Zeek does not look into it. */
    private static void numbers(FieldReader in, int header, List<Integer> into) throws MalformedException {
        if (in.remaining() >= header) {
            in.skip("length", header);
            numbers(in, into);
        }
    }

    private static void numbers(FieldReader in, List<Integer> into) throws MalformedException {
        while (in.remaining() >= Short.BYTES) {
            into.add(in.u16("number"));
        }
    }

    private static void points(FieldReader in, List<Integer> into) throws MalformedException {
        in.skip("length", 1);
        while (!in.isAtEnd()) {
            into.add(in.u8("format"));
        }
    }

    private static int version(FieldReader in, SslExtensionSink sink, int before) throws MalformedException {
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

    private static List<String> protocols(FieldReader in) throws MalformedException {
        FieldReader list = in.within("ApplicationLayerProtocolNegotiationExtension", in.u16("length"));
        List<String> names = new ArrayList<>();
        while (!list.isAtEnd()) {
            names.add(list.text("name", list.u8("length")));
        }
        return names;
    }

    /** A server names its group, with its key or, when it asks for another hello, without. */
    private static void keyShare(FieldReader in, int length, SslExtensionSink sink) throws MalformedException {
        int group = in.u16("namedgroup");
        if (length != Short.BYTES) {
            in.skip("key_exchange", in.u16("key_exchange_length"));
        }
        sink.curve(group);
    }
}
