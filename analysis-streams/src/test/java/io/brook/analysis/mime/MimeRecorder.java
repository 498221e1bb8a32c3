package io.brook.analysis.mime;

import io.brook.analysis.weird.Weird;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message that is told line by line, and what is heard of it. */
final class MimeRecorder implements MimeSink {
    private final List<String> heard = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private final MimeMessage message = new MimeMessage(this);

    /** Tells some lines, each with its end. */
    MimeRecorder lines(String... lines) {
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            message.line(bytes, 0, bytes.length, true);
        }
        return this;
    }

    /** Ends the message; what was heard: begin, headers, contents, oddities and end. */
    List<String> end() {
        message.end();
        return heard;
    }

    /** How much was heard so far. */
    int size() {
        return heard.size();
    }

    private void endBody() {
        if (body.length() > 0) {
            heard.add("body " + body.toString().replace("\r\n", "|"));
            body.setLength(0);
        }
    }

    @Override
    public void beginEntity(MimeEntity entity) {
        endBody();
        heard.add("begin " + entity.depth());
    }

    @Override
    public void header(MimeEntity entity, MimeHeader header) {
        heard.add(header.name() + ": " + header.value());
    }

    @Override
    public void body(MimeEntity entity, byte[] bytes, int offset, int length) {
        body.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void endEntity(MimeEntity entity) {
        endBody();
        heard.add("end " + entity.depth());
    }

    @Override
    public void weird(Weird weird, String detail) {
        heard.add("weird " + weird.oddity().name() + ": " + detail);
    }
}
