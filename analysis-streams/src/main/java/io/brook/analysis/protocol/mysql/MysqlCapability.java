package io.brook.analysis.protocol.mysql;

/** MySQL's capability flags, one bit each. */
final class MysqlCapability {
    static final long CONNECT_WITH_DB = 0x8;
    static final long SSL = 0x800;
    static final long PLUGIN_AUTH = 0x80000;
    static final long CONNECT_ATTRS = 0x100000;
    static final long DEPRECATE_EOF = 0x1000000;
    static final long ZSTD_COMPRESSION_ALGORITHM = 0x4000000;
    static final long QUERY_ATTRIBUTES = 0x8000000;

    private MysqlCapability() {}
}
