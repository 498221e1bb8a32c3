package io.brook.analysis.file.pe;

import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.analyzer.FileFollower;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.log.PeLog;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an executable's headers, one after the other: the DOS header, which says where the PE header is, the PE header, the
 * optional header, the section headers. Of each it keeps {@value #MAX_KEPT} bytes at most, and skips what lies between them.
 */
final class PeFollower implements FileFollower {
    private static final int DOS_HEADER = 64;
    private static final int NEW_HEADER_OFFSET = 60;
    private static final int PE_HEADER = 24;
    private static final int SECTION_HEADER = 40;
    private static final int NAME = 8;

    /** Enough of an optional header for the tables that matter. */
    private static final int MAX_KEPT = 256;

    /** Windows loads no more than 96. */
    private static final int MAX_SECTIONS = 1000;

    private enum State {
        DOS_HEADER,
        PE_HEADER,
        OPTIONAL_HEADER,
        SECTION_HEADER,
        DONE
    }

    private final FileContext context;
    private final PeLog line = new PeLog();
    private final List<String> sections = new ArrayList<>();
    private final byte[] kept = new byte[MAX_KEPT];

    private State state = State.DOS_HEADER;

    /** Bytes before the current header that say nothing. */
    private long toSkip;

    /** How long the current header is. */
    private int headerLength = DOS_HEADER;

    /** How much of it has come. */
    private int have;

    private int optionalHeaderLength;
    private int sectionCount;
    private int sectionsSeen;

    PeFollower(FileContext context) {
        this.context = context;
        line.setId(context.fuid());
        line.setIs64bit(true);
        line.setUsesSeh(true);
    }

    @Override
    public boolean data(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (state != State.DONE) {
            int skipped = (int) Math.min(toSkip, end - at);
            toSkip -= skipped;
            at += skipped;
            int part = Math.min(end - at, headerLength - have);
            keep(bytes, at, part);
            at += part;
            if (toSkip > 0 || have < headerLength) {
                return true;
            }
            have = 0;
            header();
        }
        return false;
    }

    private void keep(byte[] bytes, int at, int length) {
        int room = Math.max(0, Math.min(length, MAX_KEPT - have));
        System.arraycopy(bytes, at, kept, Math.min(have, MAX_KEPT), room);
        have += length;
    }

    private void header() {
        switch (state) {
            case DOS_HEADER -> dosHeader();
            case PE_HEADER -> peHeader();
            case OPTIONAL_HEADER -> optionalHeader();
            case SECTION_HEADER -> sectionHeader();
            case DONE -> {}
        }
    }

    private void next(State header, int length) {
        state = header;
        headerLength = length;
    }

    private void dosHeader() {
        line.setTs(context.time());
        toSkip = Math.max(0, LittleEndian.u32(kept, NEW_HEADER_OFFSET) - DOS_HEADER);
        next(State.PE_HEADER, PE_HEADER);
    }

    /** Zeek does not insist on the signature. */
    private void peHeader() {
        sectionCount = LittleEndian.u16(kept, 6);
        optionalHeaderLength = LittleEndian.u16(kept, 20);
        PeFields.fileHeader(kept, line);
        next(State.OPTIONAL_HEADER, optionalHeaderLength);
    }

    private void optionalHeader() {
        boolean valid = PeFields.optionalHeader(kept, optionalHeaderLength, line);
        if (valid && sectionCount > 0) {
            next(State.SECTION_HEADER, SECTION_HEADER);
        } else {
            state = State.DONE;
        }
    }

    private void sectionHeader() {
        if (sections.size() < MAX_SECTIONS) {
            ByteCursor name = new ByteCursor(kept, 0, NAME);
            int length = 0;
            while (length < NAME && kept[length] != 0) {
                length++;
            }
            sections.add(name.text(length));
        }
        sectionsSeen++;
        if (sectionsSeen == sectionCount) {
            line.setSectionNames(line.getIsExe() ? sections : null);
            state = State.DONE;
        }
    }

    @Override
    public void end() {
        if (line.getMachine() != null) {
            context.log(line);
        }
    }
}
