package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;

/** Pairs the questions and answers of one connection by their numbers, and logs them; those without a partner in the end. */
final class Transactions {
    private final SessionContext context;

    /** The question that is answered next, as a rule: most connections have no other that waits. */
    private Transaction waitingQuestion;

    private PendingMessages questions;
    private PendingMessages answers;

    /** What the last message that is logged belongs to, unless it was complete; null before. */
    private Transaction current;

    Transactions(SessionContext context) {
        this.context = context;
    }

    /** A message begins. */
    void message(Header header) {
        if (!Opcode.isLogged(header.opcode())) {
            return;
        }
        current = header.isResponse() ? questionOf(header.id()) : answerTo(header.id());
        current.message(header);
    }

    /** The transaction of a question: that of an answer that came before it, or a new one, which waits. */
    private Transaction answerTo(int id) {
        Transaction answered = answers == null ? null : answers.take(id);
        if (answered != null) {
            return answered;
        }
        Transaction fresh = new Transaction(id, context.time());
        if (waitingQuestion == null) {
            waitingQuestion = fresh;
        } else {
            if (questions == null) {
                questions = new PendingMessages();
            }
            questions.add(fresh, this::log);
        }
        return fresh;
    }

    /** The transaction of an answer: that of the question that has waited longest for it, or a new one, which waits. */
    private Transaction questionOf(int id) {
        if (waitingQuestion != null && waitingQuestion.id() == id) {
            Transaction asked = waitingQuestion;
            waitingQuestion = nextQuestion(id);
            return asked;
        }
        Transaction asked = questions == null ? null : questions.take(id);
        if (asked != null) {
            return asked;
        }
        if (answers == null) {
            answers = new PendingMessages();
        }
        Transaction fresh = new Transaction(id, context.time());
        answers.add(fresh, this::log);
        return fresh;
    }

    private Transaction nextQuestion(int id) {
        if (questions == null) {
            return null;
        }
        Transaction same = questions.take(id);
        return same != null ? same : questions.takeAny();
    }

    /** A question of a message that is no response. */
    void question(Header header, String name, int type, int recordClass) {
        if (Opcode.isLogged(header.opcode())) {
            boolean netbios = context.responderPort() == NetbiosName.PORT;
            current.question(header, name, type, recordClass, netbios);
        }
    }

    /** A response without any record. */
    void rejected() {
        if (current != null) {
            current.reject();
        }
    }

    /**
     * A record of a message.
     *
     * @param text in short, a character a byte; empty when it says nothing that is logged
     */
    void answer(Header header, ResourceRecord of, String text) {
        if (!Opcode.isLogged(header.opcode()) || !header.isResponse()) {
            return;
        }
        if (!current.hasQuery()) {
            current.setQuery(of.owner());
        }
        boolean added = of.section() == Section.UPDATES && !text.isEmpty() && !text.startsWith("del:");
        current.answer(header, added ? "add: " + text : text, of.lifetime(), context.time());
    }

    /** A message has been read to its end. */
    void end(Header header) {
        if (current == null) {
            return;
        }
        current.complete(header.isResponse());
        if (current.isComplete()) {
            log(current);
            current = null;
        } else if (header.isResponse() && answers != null) {
            answers.grown(current, this::log);
        }
    }

    /** The connection is over: what waits has waited in vain. */
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

    private void log(Transaction transaction) {
        context.log(transaction.toLog(context));
    }
}
