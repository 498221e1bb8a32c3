package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.log.DnsLog;
import java.util.ArrayList;
import java.util.List;

/** A question and its answer, as far as they have been seen. */
final class DnsTransaction {
    /** How many answers are kept, and how many bytes of each: as many as Zeek's logs hold (Log::default_max_field_*). */
    static final int MAX_ANSWERS = 100;

    static final int MAX_ANSWER_LENGTH = 4096;

    private static final int OVERHEAD = 100;
    private static final int OVERHEAD_OF_ANSWER = 40;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    final int id;
    private final DnsLog line = new DnsLog();
    private boolean netbios;
    private boolean questionComplete;
    private boolean answerComplete;
    private boolean logged;

    /** Roughly how many bytes it held when it was last measured. */
    int weight;

    /** @param time of its first message */
    DnsTransaction(int id, long time) {
        this.id = id;
        line.setTs(time);
        line.setTransId(id);
    }

    /**
     * Adds a message to it.
     *
     * @param isNetbiosPort whether the responder's port is that of NetBIOS names
     */
    void message(DnsMessage message, boolean isNetbiosPort, long now) {
        DnsHeader header = message.header();
        line.setOpcode(header.opcode());
        netbios = header.isNetbios();
        if (header.isResponse()) {
            line.setRcode(header.responseCode());
            line.setRcodeName(DnsNames.responseCode(header.responseCode()));
            if (header.responseCode() != 0 && header.questions() == 0 || message.isRefusal()) {
                reject();
            }
        }
        if (message.question() != null) {
            question(header, message.question(), isNetbiosPort);
        }
        if (message.owner() != null) {
            answers(message, now);
        }
    }

    private void question(DnsHeader header, DnsQuestion question, boolean isNetbiosPort) {
        line.setRD(header.isRecursionDesired());
        line.setTC(header.isTruncated());
        line.setZ(header.reserved());
        line.setQtype(question.type());
        line.setQclass(question.recordClass());
        String decoded = isNetbiosPort ? DnsNetbiosName.decode(question.name()) : "";
        line.setQuery(decoded.isEmpty() ? question.name() : decoded);
    }

    private void answers(DnsMessage message, long now) {
        if (line.getQuery() == null) {
            line.setQuery(message.owner());
        }
        line.setAA(message.header().isAuthoritative());
        line.setRA(message.header().isRecursionAvailable());
        if (line.getRtt() == null && now != line.getTs()) {
            line.setRtt(now - line.getTs());
        }
        List<DnsAnswer> more = message.answers();
        if (!more.isEmpty() && line.getAnswers() == null) {
            line.setAnswers(new ArrayList<>(Math.min(more.size(), 4)));
            line.setTTLs(new ArrayList<>(Math.min(more.size(), 4)));
        }
        List<String> answers = line.getAnswers();
        for (int i = 0; i < more.size() && answers.size() < MAX_ANSWERS; i++) {
            String text = more.get(i).text();
            answers.add(text.length() > MAX_ANSWER_LENGTH ? text.substring(0, MAX_ANSWER_LENGTH) : text);
            line.getTTLs().add(more.get(i).lifetime() * NANOS_PER_SECOND);
        }
    }

    /** The server refuses, or has nothing at all to say. */
    void reject() {
        line.setRejected(true);
    }

    /** A message of it has been read to its end. */
    void complete(boolean response) {
        answerComplete |= response;
        questionComplete |= !response;
    }

    boolean isComplete() {
        return questionComplete && answerComplete;
    }

    /** @return how many bytes more it holds than when it was weighed last */
    int weigh() {
        int before = weight;
        weight = OVERHEAD + (line.getQuery() == null ? 0 : line.getQuery().length());
        if (line.getAnswers() != null) {
            for (String answer : line.getAnswers()) {
                weight += OVERHEAD_OF_ANSWER + answer.length();
            }
        }
        return weight - before;
    }

    /** Logs it, once: nothing that comes later changes the line. */
    void log(SessionContext context) {
        if (logged) {
            return;
        }
        logged = true;
        line.setProto(context.isDatagrams() ? "udp" : "tcp");
        line.setOpcodeName(DnsNames.opcode(line.getOpcode(), netbios));
        Integer type = line.getQtype();
        if (type != null) {
            boolean nodeStatus = context.responderPort() == DnsNetbiosName.PORT
                    && context.isDatagrams()
                    && type == DnsRecordType.SRV;
            line.setQclassName(DnsNames.recordClass(line.getQclass()));
            line.setQtypeName(nodeStatus ? "NBSTAT" : DnsNames.type(type));
        }
        context.log(line);
    }
}
