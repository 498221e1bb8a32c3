package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.line.CarriedMail;
import io.brook.analysis.mime.FileNames;
import io.brook.analysis.mime.MimeEntity;
import io.brook.analysis.mime.MimeHeader;
import io.brook.schemas.flow.Direction;
import java.util.Locale;

/** A mail on its way: its headers go to the transactions, its contents become files. */
final class SmtpMail extends CarriedMail {
    private final SmtpTransactions transactions;
    private final Direction direction;

    /** The file that is being seen; null when there is none. */
    private FileFeed file;

    SmtpMail(SessionContext context, SmtpTransactions transactions, Direction direction) {
        super(context);
        this.transactions = transactions;
        this.direction = direction;
        begin();
    }

    /** Bytes are missing: of whatever was being seen. */
    void gap(long missing) {
        flush();
        openFile();
        file.gap(missing);
    }

    private void openFile() {
        if (file == null) {
            file = transactions.openFile(direction);
        }
    }

    @Override
    public void beginEntity(MimeEntity entity) {
        transactions.beginEntity();
    }

    @Override
    public void header(MimeEntity entity, MimeHeader header) {
        String upper = header.name().toUpperCase(Locale.ROOT);
        String value = header.value();
        if (upper.equals("CONTENT-DISPOSITION")) {
            transactions.fileName(FileNames.inDisposition(value));
        } else if (upper.equals("CONTENT-TYPE")) {
            transactions.fileName(FileNames.inType(value));
        }
        transactions.header(upper, value);
    }

    @Override
    public void body(MimeEntity entity, byte[] bytes, int offset, int length) {
        openFile();
        file.data(bytes, offset, length);
    }

    @Override
    public void endEntity(MimeEntity entity) {
        if (file != null) {
            file.end();
            file = null;
        }
        transactions.endEntity();
    }
}
