package io.brook.analysis.protocol.ftp;

import java.util.Map;
import java.util.Set;

/** Which codes reply to which command (RFC 959, section 5.4, and later ones): what finds the command that a reply is to. */
final class FtpReplyCodes {
    /** The server may not know a command, whichever it is. */
    private static final int SYNTAX_ERROR = 500;

    private static final Set<Integer> STORING =
            Set.of(110, 125, 150, 226, 250, 421, 425, 426, 450, 451, 452, 500, 501, 530, 532, 550, 551, 552, 553);
    private static final Set<Integer> LISTING =
            Set.of(125, 150, 226, 250, 421, 425, 426, 450, 451, 500, 501, 502, 530, 550);
    private static final Set<Integer> DIRECTORY = Set.of(250, 421, 500, 501, 502, 530, 550);
    private static final Set<Integer> PARAMETER = Set.of(200, 421, 500, 501, 504, 530);
    private static final Set<Integer> FACTS = Set.of(150, 226, 250, 500, 501, 550);
    private static final Set<Integer> FACT = Set.of(213, 500, 501, 550);

    private static final Map<String, Set<Integer>> BY_COMMAND = Map.ofEntries(
            Map.entry(FtpPendingCommands.GREETING, Set.of(0, 120, 220, 421)),
            Map.entry("<missing>", Set.of(0)),
            Map.entry("USER", Set.of(230, 331, 332, 421, 500, 501, 530)),
            Map.entry("PASS", Set.of(202, 230, 332, 421, 500, 501, 503, 530)),
            Map.entry("ACCT", Set.of(202, 230, 421, 500, 501, 503, 530)),
            Map.entry("CWD", DIRECTORY),
            Map.entry("CDUP", Set.of(200, 250, 421, 500, 501, 502, 530, 550)),
            Map.entry("SMNT", Set.of(202, 250, 421, 500, 501, 502, 530, 550)),
            Map.entry("REIN", Set.of(120, 220, 421, 500, 502)),
            Map.entry("QUIT", Set.of(0, 221, 500)),
            Map.entry("PORT", Set.of(200, 421, 500, 501, 530)),
            Map.entry("PASV", Set.of(227, 421, 500, 501, 502, 530)),
            Map.entry("MODE", Set.of(200, 421, 500, 501, 502, 504, 530)),
            Map.entry("TYPE", PARAMETER),
            Map.entry("STRU", PARAMETER),
            Map.entry("ALLO", Set.of(200, 202, 421, 500, 501, 504, 530)),
            Map.entry("REST", Set.of(200, 350, 421, 500, 501, 502, 530)),
            Map.entry("STOR", STORING),
            Map.entry("STOU", STORING),
            Map.entry("RETR", Set.of(110, 125, 150, 226, 250, 421, 425, 426, 450, 451, 500, 501, 530, 550)),
            Map.entry("LIST", LISTING),
            Map.entry("NLST", LISTING),
            Map.entry(
                    "APPE",
                    Set.of(
                            125, 150, 226, 250, 421, 425, 426, 450, 451, 452, 500, 501, 502, 530, 532, 550, 551, 552,
                            553)),
            Map.entry("RNFR", Set.of(350, 421, 450, 500, 501, 502, 530, 550)),
            Map.entry("RNTO", Set.of(250, 421, 500, 501, 502, 503, 530, 532, 553)),
            Map.entry("DELE", Set.of(250, 421, 450, 500, 501, 502, 530, 550)),
            Map.entry("RMD", DIRECTORY),
            Map.entry("MKD", Set.of(257, 421, 500, 501, 502, 530, 550)),
            Map.entry("PWD", Set.of(257, 421, 500, 501, 502, 550)),
            Map.entry("ABOR", Set.of(225, 226, 421, 500, 501, 502)),
            Map.entry("SYST", Set.of(215, 421, 500, 501, 502, 530)),
            Map.entry("STAT", Set.of(211, 212, 213, 421, 450, 500, 501, 502, 530)),
            Map.entry("HELP", Set.of(200, 211, 214, 421, 500, 501, 502)),
            Map.entry("SITE", Set.of(200, 202, 214, 500, 501, 502, 530)),
            Map.entry("NOOP", Set.of(200, 421, 500)),
            Map.entry("LPRT", Set.of(500, 501, 521)),
            Map.entry("FEAT", Set.of(211, 500, 502)),
            Map.entry("OPTS", Set.of(200, 451, 501)),
            Map.entry("EPSV", Set.of(229, 500, 501)),
            Map.entry("EPRT", Set.of(200, 500, 501, 522)),
            Map.entry("SIZE", FACT),
            Map.entry("MDTM", FACT),
            Map.entry("MLST", FACTS),
            Map.entry("MLSD", FACTS),
            Map.entry("CLNT", Set.of(200, 500)),
            Map.entry("MACB", Set.of(200, 500, 550)));

    private FtpReplyCodes() {}

    static boolean fits(String command, int code) {
        return code == SYNTAX_ERROR
                || BY_COMMAND.getOrDefault(command, Set.of()).contains(code);
    }
}
