using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Nodes.Expressions;
using Gateway.Core.Mapping.Templates.Nodes.Statements;
using Scriban.Syntax;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>Loops, and the alternatives of a case.</summary>
internal sealed partial class StatementCompiler
{
    private readonly Stack<int> _cases = new();

    private TemplateStatement? CompileFlow(ScriptStatement statement) => statement switch
    {
        ScriptCaseStatement choice => CompileCase(choice),
        ScriptWhenStatement alternative => CompileWhen(alternative),
        ScriptForStatement loop => CompileFor(loop),
        ScriptWhileStatement loop => CompileWhile(loop),
        _ => CompileJump(statement),
    };

    /// <summary>What stands before the first alternative is printed, as the language has it.</summary>
    private BlockStatement CompileCase(ScriptCaseStatement choice)
    {
        var local = scope.AddLocal();
        var value = _expressions.Compile(choice.Value);
        _cases.Push(local);
        var body = Compile(choice.Body);
        _cases.Pop();
        return new BlockStatement([new AssignStatement(local, value), body]);
    }

    private IfStatement CompileWhen(ScriptWhenStatement alternative)
    {
        var local = new LocalExpression(_cases.Peek());
        var questions = alternative.Values.Select(value => new BinaryExpression(BinaryOperator.Equal, local, _expressions.Compile(value)));
        return new IfStatement(new AnyExpression([.. questions]), Compile(alternative.Body), CompileElse(alternative.Next));
    }

    private ForStatement? CompileFor(ScriptForStatement loop)
    {
        var source = _expressions.Compile(loop.Iterator);
        var slice = CompileSlice(loop);
        if (loop.Variable is not ScriptVariable variable)
        {
            scope.Refuse(loop.Variable!, "the variable of a loop must be a name.");
            return null;
        }

        var local = scope.AddLocal();
        var number = scope.EnterLoop(isFor: true, variable.Name, local);
        var body = Compile(loop.Body);
        scope.LeaveLoop(isFor: true);
        return new ForStatement(scope.GetPlace(loop), local, number, source, slice, body, loop.Else is null ? null : Compile(loop.Else.Body));
    }

    private ForSlice? CompileSlice(ScriptForStatement loop)
    {
        TemplateExpression? offset = null;
        TemplateExpression? limit = null;
        var isReversed = false;
        foreach (var argument in loop.NamedArguments)
        {
            switch (argument.Name?.Name)
            {
                case "offset" when argument.Value is not null:
                    offset = _expressions.Compile(argument.Value);
                    break;
                case "limit" when argument.Value is not null:
                    limit = _expressions.Compile(argument.Value);
                    break;
                case "reversed":
                    isReversed = true;
                    break;
                default:
                    scope.Refuse(argument, $"'{argument.Name?.Name}' is not covered here; a loop takes offset: NUMBER, limit: NUMBER and reversed.");
                    break;
            }
        }

        return offset is null && limit is null && !isReversed ? null : new ForSlice(offset, isReversed, limit);
    }

    private WhileStatement CompileWhile(ScriptWhileStatement loop)
    {
        var number = scope.EnterLoop(isFor: false, null, 0);
        var condition = _expressions.Compile(loop.Condition);
        var body = Compile(loop.Body);
        scope.LeaveLoop(isFor: false);
        return new WhileStatement(scope.GetPlace(loop), number, condition, body);
    }

    private TemplateStatement? CompileJump(ScriptStatement statement)
    {
        if (scope.IsInLoop)
        {
            return statement is ScriptBreakStatement ? new BreakStatement() : new ContinueStatement();
        }

        scope.Refuse(statement, $"{ScribanConstructs.GetName(statement)} is not covered outside of a loop.");
        return null;
    }
}
