package io.brook.analysis.protocol.rfb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.log.RfbLog;

/** The line of a connection, written once: when the server has described its screen, or else at the end. */
final class RfbLine {
    private final SessionContext context;
    private RfbLog line;
    private boolean written;

    RfbLine(SessionContext context) {
        this.context = context;
    }

    private RfbLog line() {
        if (line == null) {
            line = new RfbLog();
            line.setTs(context.time());
        }
        return line;
    }

    void client(RfbVersion version) {
        line().setClientMajorVersion(version.major());
        line().setClientMinorVersion(version.minor());
    }

    void server(RfbVersion version) {
        line().setServerMajorVersion(version.major());
        line().setServerMinorVersion(version.minor());
    }

    void securityType(long type) {
        line().setAuthenticationMethod(name(type));
    }

    private static String name(long type) {
        return switch ((int) type) {
            case 0 -> "Invalid";
            case 1 -> "None";
            case 2 -> "VNC";
            case 16 -> "Tight";
            case 17 -> "Ultra";
            case 18 -> "TLS";
            case 19 -> "VeNCrypt";
            case 20 -> "GTK-VNC SASL";
            case 21 -> "MD5 hash authentication";
            case 22 -> "Colin Dean xvp";
            case 30 -> "Apple Remote Desktop";
            default -> "RealVNC";
        };
    }

    void authenticated(boolean success) {
        line().setAuth(success);
    }

    void shared(boolean shared) {
        line().setShareFlag(shared);
    }

    void screen(String name, int width, int height) {
        line().setDesktopName(name);
        line().setWidth(width);
        line().setHeight(height);
        write();
    }

    /** Writes it if it has not been written, and there is anything to write. */
    void write() {
        if (line != null && !written) {
            written = true;
            context.log(line);
        }
    }
}
