package io.brook.analysis.protocol.rdp;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.RdpLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The connection's line of rdp.log, while it is filled in and until it is logged. */
final class RdpLine implements RdpSink {
    /** For how long what is said goes into the line (RDP::rdp_check_interval). */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /** How many channels a client may ask for (MS-RDPBCGR, section 2.2.1.3.4). */
    private static final int MAX_CHANNELS = 31;

    private static final String CERTIFICATE = "application/x-x509-user-cert";
    private static final String OF_RSA = "RSA";

    private final SessionContext context;

    /** Null while there is nothing to tell. */
    private RdpLog line;

    private boolean written;
    /** Whether RDP's own encryption has begun. */
    boolean encrypted;

    RdpLine(SessionContext context) {
        this.context = context;
    }

    private RdpLog line() {
        if (line == null) {
            line = new RdpLog();
            line.setTs(context.time());
        }
        return line;
    }

    @Override
    public void confirm() {
        context.confirm();
        line();
    }

    @Override
    public void cookie(String cookie) {
        line().setCookie(cookie);
    }

    @Override
    public void protocol(long protocol) {
        line().setSecurityProtocol(RdpNames.of("security_protocol", protocol));
    }

    @Override
    public void encrypted(long protocol) {
        encrypted |= protocol == 0;
        if (line().getResult() == null) {
            line.setResult("encrypted");
        }
        protocol(protocol);
    }

    @Override
    public void result(String result) {
        line().setResult(result);
    }

    @Override
    public void client(RdpClientCore core) {
        RdpLog all = line();
        all.setKeyboardLayout(RdpNames.keyboard(core.keyboardLayout()));
        all.setClientBuild(RdpNames.of("client_build", core.build()));
        all.setClientName(core.name());
        all.setClientDigProductId(core.productId());
        all.setDesktopWidth((long) core.width());
        all.setDesktopHeight((long) core.height());
        all.setRequestedColorDepth(core.wants32Bits() ? "32bit" : RdpNames.of("high_color_depth", core.colorDepth()));
    }

    @Override
    public void channels(List<String> names) {
        if (line().getClientChannels() == null) {
            line.setClientChannels(new ArrayList<>());
        }
        List<String> all = line.getClientChannels();
        for (int i = 0; i < names.size(); i++) {
            if (i < all.size()) {
                all.set(i, names.get(i));
            } else {
                all.add(names.get(i));
            }
        }
        if (names.size() > MAX_CHANNELS) {
            context.weird(RdpWeird.TOO_MANY_CHANNELS, String.valueOf(names.size()));
        }
    }

    @Override
    public void security(long method, long level) {
        line().setEncryptionMethod(RdpNames.of("encryption_method", method));
        line.setEncryptionLevel(RdpNames.of("encryption_level", level));
    }

    @Override
    public void certificate(long type, boolean permanent) {
        String name = RdpNames.of("cert_type", type);
        line().setCertType(name);
        if (name.equals(OF_RSA)) {
            line.setCertCount(line.getCertCount() + 1);
        }
        line.setCertPermanent(permanent);
    }

    @Override
    public void certificateFile(byte[] certificate) {
        FileFeed file = context.file(new FileOrigin("RDP", Direction.RESPONDER, 0, null, -1, null, null, CERTIFICATE));
        file.data(certificate, 0, certificate.length);
        file.end();
        if (line != null) {
            line.setCertCount(line.getCertCount() + 1);
        }
    }

    /** Writes the line when it is old enough. */
    void writeIfDue() {
        if (line != null && context.time() - line.getTs() > PATIENCE) {
            write();
        }
    }

    /** Writes the line now, if it tells anything. */
    void write() {
        if (line == null || written) {
            return;
        }
        written = true;
        RdpLog told = line;
        // What comes later is not logged.
        line = new RdpLog();
        if (told.getCookie() != null || told.getKeyboardLayout() != null || told.getResult() != null) {
            context.log(told);
        }
    }
}
