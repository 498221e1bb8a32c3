package io.brook.analysis.file.pe;

import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.analyzer.FileFollower;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.log.PeLog;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an executable's headers, one after the other: the DOS header, which says where the PE header is, the PE header, the
 * optional header, the section headers. Of each it keeps {@value #MAX_KEPT} bytes at most, and skips what lies between them.
 */
final class PeFollower implements FileFollower {
    private static final int DOS_HEADER = 64;
    private static final int NEW_HEADER_OFFSET = 60;
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

    /** The next header has come, or as much of it as is kept. */
    private void header() {
        FieldReader in = FieldReader.of("PE", kept, 0, Math.min(headerLength, MAX_KEPT), ByteOrder.LITTLE_ENDIAN);
        try {
            switch (state) {
                case DOS_HEADER -> dosHeader(in);
                case PE_HEADER -> peHeader(in);
                case OPTIONAL_HEADER -> optionalHeader(in);
                case SECTION_HEADER -> sectionHeader();
                case DONE -> {}
            }
        } catch (MalformedException e) {
            state = State.DONE;
        }
    }

    private void next(State header, int length) {
        state = header;
        headerLength = length;
    }

    private void dosHeader(FieldReader in) throws MalformedException {
        line.setTs(context.time());
        in.moveTo(NEW_HEADER_OFFSET);
        toSkip = Math.max(0, in.u32("AddressOfNewExeHeader") - DOS_HEADER);
        next(State.PE_HEADER, PeHeader.LENGTH);
    }

    private void peHeader(FieldReader in) throws MalformedException {
        PeHeader header = PeHeader.read(in);
        header.fill(line);
        sectionCount = header.sections();
        next(State.OPTIONAL_HEADER, header.optionalHeaderLength());
    }

    private void optionalHeader(FieldReader in) throws MalformedException {
        boolean valid = PeOptionalHeader.read(in, headerLength, line);
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
