/**
 * WebSocket (RFC 6455) after the handshake, which is HTTP's: frames, taken apart for what they carry. HTTP writes websocket.log,
 * because the log tells of the handshake.
 */
package io.brook.analysis.protocol.websocket;
