package io.brook.analysis.detect.dhcp;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DhcpLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.DhcpMessage;
import java.util.ArrayList;

/** What a client and its servers have said so far in one transaction. */
final class Transaction {
    private static final String NOBODY = "0.0.0.0";
    private static final String EVERYBODY = "255.255.255.255";
    private static final int SERVER_PORT = 67;
    private static final int CLIENT_PORT = 68;

    private final DhcpLog line = new DhcpLog();
    private long last;

    /** The client's hardware address by its own messages' header, if that is all there is. */
    private String clientHardware;

    Transaction(DhcpMessage first) {
        line.setMeta(first.getMeta());
        line.setTs(first.getMeta().getWritten());
        line.setUids(new ArrayList<>());
        line.setMsgTypes(new ArrayList<>());
    }

    long start() {
        return line.getTs();
    }

    long last() {
        return last;
    }

    int connections() {
        return line.getUids().size();
    }

    int messages() {
        return line.getMsgTypes().size();
    }

    DhcpLog line(long written) {
        line.setMeta(new LogMeta(line.getMeta().getSensor(), written));
        if (line.getMac() == null) {
            line.setMac(clientHardware);
        }
        return line;
    }

    void add(DhcpMessage message) {
        last = message.getMeta().getWritten();
        line.setDuration(last - line.getTs());
        if (!line.getUids().contains(message.getUid())) {
            line.getUids().add(message.getUid());
        }
        line.getMsgTypes().add(MessageType.nameOf(message.getType()));
        if (isFromClient(message)) {
            addClients(message);
        } else {
            addServers(message);
        }
    }

    /** A server that answers a broadcast is the originator of a connection too. */
    private static boolean isFromClient(DhcpMessage message) {
        ConnId id = message.getId();
        boolean client = id.getOrigH().equals(NOBODY) || id.getOrigP() == CLIENT_PORT || id.getRespP() == SERVER_PORT;
        return message.getFromOriginator() && client;
    }

    private void addClients(DhcpMessage message) {
        if (message.getMessage() != null) {
            line.setClientMessage(message.getMessage());
        }
        String address = message.getId().getOrigH();
        if (!address.equals(NOBODY) && !address.equals(EVERYBODY)) {
            line.setClientAddr(address);
        }
        if (message.getHostName() != null) {
            line.setHostName(message.getHostName());
        }
        if (message.getClientFqdn() != null) {
            line.setClientFqdn(message.getClientFqdn());
        }
        if (message.getClientIdentifier() != null) {
            line.setMac(message.getClientIdentifier());
        } else {
            clientHardware = message.getClientHardware();
        }
        if (message.getRequested() != null) {
            line.setRequestedAddr(message.getRequested());
        }
    }

    private void addServers(DhcpMessage message) {
        if (message.getMessage() != null) {
            line.setServerMessage(message.getMessage());
        }
        if (line.getMac() == null && !message.getClientHardware().isEmpty()) {
            line.setMac(message.getClientHardware());
        }
        if (message.getAssigned() != null) {
            ConnId id = message.getId();
            line.setServerAddr(message.getFromOriginator() ? id.getOrigH() : id.getRespH());
            line.setAssignedAddr(message.getAssigned());
        }
        if (line.getClientAddr() == null) {
            line.setClientAddr(line.getAssignedAddr());
        }
        if (message.getDomain() != null) {
            line.setDomain(message.getDomain());
        }
        if (message.getLease() != null) {
            line.setLeaseTime(message.getLease());
        }
    }
}
