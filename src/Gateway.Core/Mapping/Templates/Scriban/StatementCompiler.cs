using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Nodes.Expressions;
using Gateway.Core.Mapping.Templates.Nodes.Statements;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>Compiles statements to nodes of our own.</summary>
internal sealed partial class StatementCompiler(ScribanScope scope)
{
    private readonly ExpressionCompiler _expressions = new(scope);

    public BlockStatement Compile(ScriptBlockStatement? block)
    {
        var statements = new List<TemplateStatement>();
        foreach (var statement in block?.Statements ?? [])
        {
            if (Compile(statement) is { } compiled)
            {
                statements.Add(compiled);
            }
        }

        return new BlockStatement([.. statements]);
    }

    /// <returns>Null for what does nothing, and for what is refused.</returns>
    private TemplateStatement? Compile(ScriptStatement statement)
    {
        if (!scope.TryEnter(statement))
        {
            return null;
        }

        var compiled = CompileAny(statement);
        scope.Leave();
        return compiled;
    }

    private TemplateStatement? CompileAny(ScriptStatement statement)
    {
        switch (statement)
        {
            case ScriptRawStatement text:
                return text.Text.Length == 0 ? null : new TextStatement(scope.GetPlace(text), text.Text.ToString());
            case ScriptExpressionStatement { Expression: ScriptAssignExpression assignment }:
                return CompileAssignment(assignment);
            case ScriptExpressionStatement { Expression: { } expression }:
                return CompileOutput(expression);
            case ScriptTableRowStatement:
                scope.RefuseConstruct(statement);
                return null;
            case ScriptIfStatement branch:
                return CompileIf(branch);
            case ScriptCaseStatement or ScriptWhenStatement or ScriptLoopStatementBase or ScriptBreakStatement or ScriptContinueStatement:
                return CompileFlow(statement);
            case ScriptCaptureStatement capture:
                var body = Compile(capture.Body);
                return scope.TryFindTarget(capture.Target, out var local) ? new CaptureStatement(local, body) : null;
            case ScriptBlockStatement block:
                return Compile(block);
            case ScriptEscapeStatement or ScriptEndStatement or ScriptNopStatement:
                return null;
            default:
                scope.RefuseConstruct(statement);
                return null;
        }
    }

    private OutputStatement CompileOutput(ScriptExpression expression)
    {
        var compiled = _expressions.CompileOutput(expression);
        return new OutputStatement(scope.GetPlace(expression), compiled, compiled is RawExpression);
    }

    private AssignStatement? CompileAssignment(ScriptAssignExpression assignment)
    {
        var value = _expressions.Compile(assignment.Value);
        if (!scope.TryFindTarget(assignment.Target, out var local))
        {
            return null;
        }

        if (assignment.EqualToken.TokenType == TokenType.Equal)
        {
            return new AssignStatement(local, value);
        }

        return new AssignStatement(
            local, new BinaryExpression(ScribanOperators.GetAssigning(assignment.EqualToken.TokenType), new LocalExpression(local), value));
    }

    private IfStatement CompileIf(ScriptIfStatement branch) =>
        new(_expressions.Compile(branch.Condition), Compile(branch.Then), CompileElse(branch.Else));

    private TemplateStatement? CompileElse(ScriptConditionStatement? statement) => statement switch
    {
        null => null,
        ScriptElseStatement otherwise => Compile(otherwise.Body),
        _ => Compile(statement),
    };
}
