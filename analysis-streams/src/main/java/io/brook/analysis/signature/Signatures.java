package io.brook.analysis.signature;

import java.util.List;

/** All signatures: those that Zeek's stock site loads, frameworks/signatures/detect-windows-shells.sig. */
public final class Signatures {
    /** What cmd.exe says when it starts, with whatever version and year. */
    private static final PieceSequence WINDOWS_BANNER =
            new PieceSequence("Microsoft Windows", "(C) Copyright 1985-", "Microsoft Corp");

    /** In the order in which they are looked for. */
    public static final List<Signature> ALL = List.of(
            new Signature(
                    "windows_reverse_shell",
                    "ATTACK-RESPONSES Microsoft cmd.exe banner (reverse-shell originator)",
                    true,
                    WINDOWS_BANNER),
            new Signature(
                    "windows_shell",
                    "ATTACK-RESPONSES Microsoft cmd.exe banner (normal-shell responder)",
                    false,
                    WINDOWS_BANNER));

    private Signatures() {}
}
