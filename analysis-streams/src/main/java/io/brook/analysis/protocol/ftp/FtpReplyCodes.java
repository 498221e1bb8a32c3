package io.brook.analysis.protocol.ftp;

import io.brook.analysis.bytes.Table;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which codes reply to which command: what finds the command that a reply is to. */
final class FtpReplyCodes {
    /** The server may not know a command, whichever it is. */
    private static final int SYNTAX_ERROR = 500;

    private static final Map<String, Set<Integer>> BY_COMMAND = Table.read(
            FtpReplyCodes.class,
            "reply-codes.txt",
            command -> command,
            codes -> Arrays.stream(codes.split(" ")).map(Integer::valueOf).collect(Collectors.toUnmodifiableSet()));

    private FtpReplyCodes() {}

    static boolean fits(String command, int code) {
        return code == SYNTAX_ERROR
                || BY_COMMAND.getOrDefault(command, Set.of()).contains(code);
    }
}
