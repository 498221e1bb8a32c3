package io.brook.notice.policy;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.Operator;
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

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final ConditionLiterals literals;

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
     * Compiles one.
     *
     * @param rule the rule's name and place
     * @return null when it is refused; its problems have been noted
     */
    NoticeCondition compile(String rule, PolicyNode expression) {
        CelValidationResult result = compiler.compile(expression.text());
        if (result.hasError()) {
            for (CelIssue issue : result.getErrors()) {
                expression.problemAt(
                        issue.getSourceLocation().getLine(),
                        issue.getSourceLocation().getColumn() + 1,
                        issue.getMessage());
            }
            return null;
        }
        try {
            literals.check(result.getAst(), expression);
            return new NoticeCondition(rule, runtime.createProgram(result.getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            expression.problem(e.getMessage());
            return null;
        }
    }
}
