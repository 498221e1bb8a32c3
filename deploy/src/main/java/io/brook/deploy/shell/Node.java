package io.brook.deploy.shell;

import java.util.List;
import java.util.Map;

/**
 * A process of the cluster.
 *
 * @param name unique, and its name in {@code brook status}
 * @param role what it does
 * @param host where it runs, as node.cfg names it
 * @param arguments of its own, after the command
 * @param environment variables of its own
 * @param cpu the CPU that it is pinned to; empty when it is not
 * @param port where it serves its metrics and its health
 * @param kafka where it serves Kafka; 0 when it is no broker
 */
public record Node(
        String name,
        Role role,
        String host,
        List<String> arguments,
        Map<String, String> environment,
        String cpu,
        int port,
        int kafka) {
    /** What a process does, in the order in which they are started. */
    public enum Role {
        BROKER("broker", "brokers", 0),
        LOGGER("logger", "loggers", 1),
        NOTICE_MANAGER("notice-manager", "manager", 1),
        STATE_SYNC("state-sync", "proxies", 1),
        WORKER("worker", "workers", 2),
        CAPTURE("capture", "captures", 3);

        private final String command;
        private final String group;
        private final int rank;

        Role(String command, String group, int rank) {
            this.command = command;
            this.group = group;
            this.rank = rank;
        }

        /** The command of brook that runs it. */
        public String command() {
            return command;
        }

        /** The name of all of them, such as {@code workers}. */
        public String group() {
            return group;
        }

        /** Those of a lower rank are ready before it is started. */
        int rank() {
            return rank;
        }
    }
}
