package io.brook.notice.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Checks what conditions compare addresses and ports with: a mistyped one would match nothing, without a word. */
final class ConditionLiterals {
    private static final Set<String> ADDRESSES = Set.of("src", "dst", "id.orig_h", "id.resp_h");
    private static final Set<String> PORTS = Set.of("p", "id.orig_p", "id.resp_p");
    private static final int LAST_PORT = 65_535;
    private static final String TABLE = NoticeFacts.table("");

    private final AddressSets addresses;
    private final Set<String> tables = new TreeSet<>();

    ConditionLiterals(AddressSets addresses) {
        this.addresses = addresses;
    }

    /** The tables in which conditions look for addresses. */
    Set<String> tables() {
        return tables;
    }

    /**
     * @param expression where problems are noted
     * @param linesBefore how many lines stand before the expression in what was compiled
     */
    void check(CelAbstractSyntaxTree ast, PolicyNode expression, int linesBefore) {
        new Checking(ast, expression, linesBefore).run();
    }

    private final class Checking {
        private final CelAbstractSyntaxTree ast;
        private final PolicyNode expression;
        private final int linesBefore;

        Checking(CelAbstractSyntaxTree ast, PolicyNode expression, int linesBefore) {
            this.ast = ast;
            this.expression = expression;
            this.linesBefore = linesBefore;
        }

        void run() {
            CelNavigableAst.fromAst(ast)
                    .getRoot()
                    .allNodes()
                    .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
                    .forEach(node -> call(node.expr().call()));
        }

        private void call(CelExpr.CelCall call) {
            List<CelExpr> arguments = call.args();
            if (call.function().equals("isLocal")) {
                address(arguments.get(0));
            } else if (call.function().equals("inNet")) {
                address(arguments.get(0));
                each(arguments.get(1), this::network);
            } else if (call.function().equals(Operator.EQUALS.getFunction())
                    || call.function().equals(Operator.NOT_EQUALS.getFunction())) {
                compared(arguments.get(0), arguments.get(1));
                compared(arguments.get(1), arguments.get(0));
            } else if (call.function().equals(Operator.IN.getFunction())) {
                compared(arguments.get(0), arguments.get(1));
            }
        }

        private void compared(CelExpr variable, CelExpr with) {
            Optional<String> name = name(variable);
            if (name.filter(ADDRESSES::contains).isPresent()) {
                each(with, this::address);
            } else if (name.filter(PORTS::contains).isPresent()) {
                each(with, this::port);
            }
        }

        private void each(CelExpr value, Consumer<CelExpr> check) {
            if (value.getKind() == CelExpr.ExprKind.Kind.LIST) {
                value.list().elements().forEach(check);
            } else {
                check.accept(value);
                name(value)
                        .filter(name -> name.startsWith(TABLE))
                        .ifPresent(name -> tables.add(name.substring(TABLE.length())));
            }
        }

        /** The variable that an expression is. */
        private Optional<String> name(CelExpr value) {
            return ast.getReference(value.id()).map(CelReference::name);
        }

        private void address(CelExpr value) {
            // What is unset is empty.
            text(value, text -> text.isEmpty() || addresses.isAddress(text), "no address: ");
        }

        private void network(CelExpr value) {
            text(value, text -> addresses.isAddress(text) || addresses.isNetwork(text), "no network and no address: ");
        }

        private void text(CelExpr value, Predicate<String> isRight, String message) {
            if (value.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && value.constant().getKind() == CelConstant.Kind.STRING_VALUE
                    && !isRight.test(value.constant().stringValue())) {
                problem(value, message + value.constant().stringValue());
            }
        }

        private void port(CelExpr value) {
            if (value.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && value.constant().getKind() == CelConstant.Kind.INT64_VALUE
                    && (value.constant().int64Value() < 0 || value.constant().int64Value() > LAST_PORT)) {
                problem(value, "no port: " + value.constant().int64Value());
            }
        }

        private void problem(CelExpr at, String message) {
            CelSourceLocation place = Optional.ofNullable(
                            ast.getSource().getPositionsMap().get(at.id()))
                    .flatMap(ast.getSource()::getOffsetLocation)
                    .orElse(CelSourceLocation.of(linesBefore + 1, 0));
            expression.problemAt(place.getLine() - linesBefore, place.getColumn() + 1, message);
        }
    }
}
