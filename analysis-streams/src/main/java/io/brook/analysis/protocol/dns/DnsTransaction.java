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

    private static final int UNSET = -1;
    private static final int OVERHEAD = 100;
    private static final int OVERHEAD_OF_ANSWER = 40;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long time;
    private final int id;
    private int opcode;
    private boolean netbios;
    private String query;
    private int questionClass = UNSET;
    private int questionType = UNSET;
    private int responseCode = UNSET;
    private boolean authoritative;
    private boolean truncated;
    private boolean recursionDesired;
    private boolean recursionAvailable;
    private int reserved;
    private boolean rejected;

    /** 0 while it is unknown. */
    private long roundTrip;

    private List<String> answers;
    private List<Long> lifetimes;
    private boolean questionComplete;
    private boolean answerComplete;
    private int weight;

    /** @param time of its first message */
    DnsTransaction(int id, long time) {
        this.id = id;
        this.time = time;
    }

    int id() {
        return id;
    }

    /**
     * Adds a message to it.
     *
     * @param isNetbiosPort whether the responder's port is that of NetBIOS names
     */
    void message(DnsMessage message, boolean isNetbiosPort, long now) {
        DnsHeader header = message.header();
        opcode = header.opcode();
        netbios = header.isNetbios();
        if (header.isResponse()) {
            responseCode = header.responseCode();
            rejected |= responseCode != 0 && header.questions() == 0 || message.isRefusal();
        }
        if (message.question() != null) {
            question(header, message.question(), isNetbiosPort);
        }
        if (message.owner() != null) {
            answers(message, now);
        }
    }

    private void question(DnsHeader header, DnsQuestion question, boolean isNetbiosPort) {
        recursionDesired = header.isRecursionDesired();
        truncated = header.isTruncated();
        reserved = header.reserved();
        questionType = question.type();
        questionClass = question.recordClass();
        String decoded = isNetbiosPort ? DnsNetbiosName.decode(question.name()) : "";
        query = decoded.isEmpty() ? question.name() : decoded;
    }

    private void answers(DnsMessage message, long now) {
        if (query == null) {
            query = message.owner();
        }
        authoritative = message.header().isAuthoritative();
        recursionAvailable = message.header().isRecursionAvailable();
        if (roundTrip == 0) {
            roundTrip = now - time;
        }
        List<DnsAnswer> more = message.answers();
        if (!more.isEmpty() && answers == null) {
            answers = new ArrayList<>(Math.min(more.size(), 4));
            lifetimes = new ArrayList<>(Math.min(more.size(), 4));
        }
        for (int i = 0; i < more.size() && answers.size() < MAX_ANSWERS; i++) {
            String text = more.get(i).text();
            answers.add(text.length() > MAX_ANSWER_LENGTH ? text.substring(0, MAX_ANSWER_LENGTH) : text);
            lifetimes.add(more.get(i).lifetime() * NANOS_PER_SECOND);
        }
    }

    /** The server refuses, or has nothing at all to say. */
    void reject() {
        rejected = true;
    }

    /** A message of it has been read to its end. */
    void complete(boolean response) {
        if (response) {
            answerComplete = true;
        } else {
            questionComplete = true;
        }
    }

    boolean isComplete() {
        return questionComplete && answerComplete;
    }

    /** Roughly how many bytes it held when it was last measured. */
    int weight() {
        return weight;
    }

    /** @return how many bytes more it holds than when it was weighed last */
    int weigh() {
        int before = weight;
        weight = OVERHEAD + (query == null ? 0 : query.length());
        if (answers != null) {
            for (String answer : answers) {
                weight += OVERHEAD_OF_ANSWER + answer.length();
            }
        }
        return weight - before;
    }

    DnsLog toLog(SessionContext context) {
        DnsLog line = new DnsLog();
        line.setTs(time);
        line.setUid(context.uid());
        line.setId(context.id());
        line.setProto(context.isDatagrams() ? "udp" : "tcp");
        line.setTransId(id);
        line.setRtt(roundTrip == 0 ? null : roundTrip);
        fillQuestion(line, context.responderPort() == DnsNetbiosName.PORT && context.isDatagrams());
        if (responseCode != UNSET) {
            line.setRcode(responseCode);
            line.setRcodeName(DnsResponseCode.name(responseCode));
        }
        line.setAA(authoritative);
        line.setTC(truncated);
        line.setRD(recursionDesired);
        line.setRA(recursionAvailable);
        line.setZ(reserved);
        line.setAnswers(answers);
        line.setTTLs(lifetimes);
        line.setRejected(rejected);
        line.setOpcode(opcode);
        line.setOpcodeName(DnsOpcode.name(opcode, netbios));
        return line;
    }

    private void fillQuestion(DnsLog line, boolean netbiosPort) {
        line.setQuery(query);
        if (questionType == UNSET) {
            return;
        }
        line.setQclass(questionClass);
        line.setQclassName(DnsRecordClass.name(questionClass));
        line.setQtype(questionType);
        boolean nodeStatus = netbiosPort && questionType == DnsRecordType.SRV;
        line.setQtypeName(nodeStatus ? "NBSTAT" : DnsRecordType.name(questionType));
    }
}
