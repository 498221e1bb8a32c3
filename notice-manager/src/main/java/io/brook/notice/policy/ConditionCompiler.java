package io.brook.notice.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compiles the conditions of rules. They are written in CEL (cel.dev), because it was made for this: expressions that users write, that
 * have types, that end, and that can reach nothing but what they are given.
 */
final class ConditionCompiler {
    /** Enough for the words of a message and for lists within a condition; an expression that needs more fails. */
    private static final int MOST_ITERATIONS = 1_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();

    /** So many characters are checked at once: with many more, what the checker copies for each call of a function takes long. */
    private static final int LONGEST_TOGETHER = 5_000;

    /** Lines of a condition in a list that are not its own. */
    private static final int LINES_AROUND = 2;

    private final CelCompiler compiler;
    private final CelCompiler listCompiler;
    private final CelRuntime runtime;
    private final ConditionLiterals literals;

    /** Those that are to be checked together. */
    private final List<Begun> together = new ArrayList<>();

    private int lengthTogether;

    /**
     * @param tables the names of tables
     * @param networks what addresses belong to the site
     */
    // The sets of addresses are constant, which an interface cannot promise to this check.
    @SuppressWarnings("Immutable")
    ConditionCompiler(Set<String> tables, AddressSets networks) {
        literals = new ConditionLiterals(networks);
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL)
                .addLibraries(CelExtensions.strings())
                .addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration(
                                "isLocal",
                                CelOverloadDecl.newGlobalOverload("is_local", SimpleType.BOOL, SimpleType.STRING)),
                        CelFunctionDecl.newFunctionDeclaration(
                                "inNet",
                                CelOverloadDecl.newGlobalOverload(
                                        "in_net", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING),
                                CelOverloadDecl.newGlobalOverload(
                                        "in_nets",
                                        SimpleType.BOOL,
                                        SimpleType.STRING,
                                        ListType.create(SimpleType.STRING)),
                                CelOverloadDecl.newGlobalOverload(
                                        "in_net_table", SimpleType.BOOL, SimpleType.STRING, NoticeFacts.TABLE)),
                        CelFunctionDecl.newFunctionDeclaration(
                                Operator.IN.getFunction(),
                                CelOverloadDecl.newGlobalOverload(
                                        "in_table", SimpleType.BOOL, SimpleType.STRING, NoticeFacts.TABLE)));
        NoticeFacts.TYPES.forEach(builder::addVar);
        tables.forEach(table -> builder.addVar(NoticeFacts.table(table), NoticeFacts.TABLE));
        compiler = builder.build();
        listCompiler = builder.setResultType(ListType.create(SimpleType.BOOL)).build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(CelExtensions.strings())
                .addFunctionBindings(
                        CelFunctionBinding.from("is_local", String.class, networks::isLocal),
                        CelFunctionBinding.from("in_net", String.class, String.class, networks::isIn),
                        CelFunctionBinding.from(
                                "in_nets",
                                String.class,
                                List.class,
                                (address, nets) -> networks.isInAny(address, (List<?>) nets)),
                        CelFunctionBinding.from(
                                "in_net_table",
                                String.class,
                                PolicyTable.class,
                                (address, table) -> table.covers(address)),
                        CelFunctionBinding.from(
                                "in_table", String.class, PolicyTable.class, (text, table) -> table.has(text)))
                .build();
    }

    /** The tables in which the conditions that were compiled look for addresses. */
    Set<String> addressTables() {
        return literals.tables();
    }

    /**
     * Begins to compile one, which {@link #finish} does.
     *
     * @param rule the rule's name and place
     * @return null when it is refused; its problems have been noted
     */
    NoticeCondition compile(String rule, PolicyNode expression) {
        CelValidationResult parsed = compiler.parse(expression.text());
        if (parsed.hasError()) {
            note(parsed, expression);
            return null;
        }
        Begun begun = new Begun(new NoticeCondition(rule), expression);
        if (lengthTogether + expression.text().length() > LONGEST_TOGETHER) {
            finish();
        }
        lengthTogether += expression.text().length();
        together.add(begun);
        return begun.condition;
    }

    /**
     * Compiles those that were begun. CEL's checker declares all functions anew for each expression, which takes ten times as long as to check
     * it: therefore they are checked together, as a list, and one by one only when something is wrong with any of them.
     */
    void finish() {
        if (!together.isEmpty() && !isRight(together)) {
            together.forEach(this::alone);
        }
        together.clear();
        lengthTogether = 0;
    }

    private boolean isRight(List<Begun> conditions) {
        StringBuilder list = new StringBuilder("[");
        for (Begun each : conditions) {
            list.append("(\n").append(each.expression.text()).append("\n),");
        }
        CelValidationResult result = listCompiler.compile(list.append(']').toString());
        try {
            return !result.hasError() && areRight(conditions, result.getAst());
        } catch (CelValidationException e) {
            return false;
        }
    }

    private boolean areRight(List<Begun> conditions, CelAbstractSyntaxTree list) {
        List<CelExpr> elements = list.getExpr().list().elements();
        if (elements.size() != conditions.size()
                || !elements.stream()
                        .allMatch(each -> list.getTypeOrThrow(each.id()).equals(SimpleType.BOOL))) {
            return false;
        }
        int line = 1;
        for (int i = 0; i < elements.size(); i++) {
            Begun each = conditions.get(i);
            complete(
                    each,
                    CelAbstractSyntaxTree.newCheckedAst(
                            elements.get(i), list.getSource(), list.getReferenceMap(), list.getTypeMap()),
                    line);
            line += LINES_AROUND
                    + (int) each.expression
                            .text()
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
        }
        return true;
    }

    private void alone(Begun begun) {
        CelValidationResult result = compiler.compile(begun.expression.text());
        if (result.hasError()) {
            note(result, begun.expression);
            return;
        }
        try {
            complete(begun, result.getAst(), 0);
        } catch (CelValidationException e) {
            begun.expression.problem(e.getMessage());
        }
    }

    /** @param linesBefore how many lines stand before the expression in what was compiled */
    private void complete(Begun begun, CelAbstractSyntaxTree checked, int linesBefore) {
        literals.check(checked, begun.expression, linesBefore);
        try {
            begun.condition.holdsBy(runtime.createProgram(checked));
        } catch (CelEvaluationException e) {
            begun.expression.problem(e.getMessage());
        }
    }

    private static void note(CelValidationResult result, PolicyNode expression) {
        for (CelIssue issue : result.getErrors()) {
            expression.problemAt(
                    issue.getSourceLocation().getLine(),
                    issue.getSourceLocation().getColumn() + 1,
                    issue.getMessage());
        }
    }

    /** A condition of which it is not known yet whether it is right, and its text. */
    private record Begun(NoticeCondition condition, PolicyNode expression) {}
}
