package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;

/**
 * Pairs the questions and answers of one connection by their numbers, and logs them; those without a partner are logged at the
 * end.
 */
final class DnsTransactions {
    private final SessionContext context;

    /** The question that will usually be answered next: on most connections no other one waits. */
    private DnsTransaction waitingQuestion;

    private DnsPendingMessages questions;
    private DnsPendingMessages answers;

    /** The transaction of the last message that is logged, unless it was complete; null before the first. */
    private DnsTransaction current;

    DnsTransactions(SessionContext context) {
        this.context = context;
    }

    /** A message has come. */
    void message(DnsMessage message, boolean isNetbiosPort) {
        DnsHeader header = message.header();
        if (header.isLogged()) {
            current = header.isResponse() ? questionOf(header.id()) : answerTo(header.id());
            current.message(message, isNetbiosPort, context.time());
        } else if (current != null && message.isRefusal()) {
            current.reject();
        }
        if (current != null && message.extent() != DnsExtent.UNENDED) {
            end(header);
        }
    }

    /** The transaction of a question: that of an answer that came before it, or a new one, which waits. */
    private DnsTransaction answerTo(int id) {
        DnsTransaction answered = answers == null ? null : answers.take(id);
        if (answered != null) {
            return answered;
        }
        DnsTransaction fresh = new DnsTransaction(id, context.time());
        if (waitingQuestion == null) {
            waitingQuestion = fresh;
        } else {
            if (questions == null) {
                questions = new DnsPendingMessages();
            }
            questions.add(fresh, this::log);
        }
        return fresh;
    }

    /** The transaction of an answer: that of the question that has waited longest for it, or a new one, which waits. */
    private DnsTransaction questionOf(int id) {
        if (waitingQuestion != null && waitingQuestion.id == id) {
            DnsTransaction asked = waitingQuestion;
            waitingQuestion = nextQuestion(id);
            return asked;
        }
        DnsTransaction asked = questions == null ? null : questions.take(id);
        if (asked != null) {
            return asked;
        }
        if (answers == null) {
            answers = new DnsPendingMessages();
        }
        DnsTransaction fresh = new DnsTransaction(id, context.time());
        answers.add(fresh, this::log);
        return fresh;
    }

    private DnsTransaction nextQuestion(int id) {
        if (questions == null) {
            return null;
        }
        DnsTransaction same = questions.take(id);
        return same != null ? same : questions.takeAny();
    }

    private void end(DnsHeader header) {
        current.complete(header.isResponse());
        if (current.isComplete()) {
            log(current);
            current = null;
        } else if (header.isResponse() && answers != null) {
            answers.grown(current, this::log);
        }
    }

    /** The connection is over: logs what still waits for its other half. */
    void finish() {
        if (waitingQuestion != null) {
            log(waitingQuestion);
            waitingQuestion = null;
        }
        if (questions != null) {
            questions.giveUpAll(this::log);
        }
        if (answers != null) {
            answers.giveUpAll(this::log);
        }
    }

    private void log(DnsTransaction transaction) {
        transaction.log(context);
    }
}
