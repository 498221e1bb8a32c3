package io.brook.deploy.status;

import io.brook.schemas.record.ProcessStatus;
import io.brook.schemas.record.SubjectKey;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * The identity of a process.
 *
 * @param role such as worker
 * @param node its name, which no other process of its role has at the same time
 * @param version of Brook
 */
public record ProcessIdentity(String role, String node, String version) {
    /** @param name the process's name; if empty, it is made of the host's name and the process's number */
    public static ProcessIdentity of(String role, String name, String version) {
        String node = name.isEmpty() ? host() + '-' + ProcessHandle.current().pid() : name;
        return new ProcessIdentity(role, node, version);
    }

    /** The name of this host. */
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    SubjectKey key() {
        return new SubjectKey(role, node);
    }

    /** The fields of its reports that never change. */
    ProcessStatus.Builder status() {
        ProcessHandle process = ProcessHandle.current();
        return ProcessStatus.newBuilder()
                .setRole(role)
                .setNode(node)
                .setHost(host())
                .setPid(process.pid())
                .setVersion(version)
                .setStarted(process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli());
    }
}
