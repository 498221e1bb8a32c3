package io.brook.analysis.engine;

import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.schemas.log.ConnId;

/** A tunnel: a connection that carries packets, or two hosts that exchange encapsulated packets. */
final class Tunnel {
    private final String uid;
    private final TunnelType type;
    private final ConnId endpoints;

    /** When a connection last began inside. */
    private long used;

    Tunnel(String uid, TunnelType type, ConnId endpoints) {
        this.uid = uid;
        this.type = type;
        this.endpoints = endpoints;
    }

    String uid() {
        return uid;
    }

    TunnelType type() {
        return type;
    }

    ConnId endpoints() {
        return endpoints;
    }

    long used() {
        return used;
    }

    void use(long time) {
        used = time;
    }
}
