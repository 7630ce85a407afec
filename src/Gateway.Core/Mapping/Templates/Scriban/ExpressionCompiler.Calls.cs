using Gateway.Core.Mapping.Templates.Functions;
using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Nodes.Expressions;
using Scriban.Syntax;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>Calls of functions, by arguments and by pipes, and what loops say of themselves, which looks like a function's name.</summary>
internal sealed partial class ExpressionCompiler
{
    private const string Raw = "raw";

    /// <summary>A pipe's right side may be a pipe itself: the value then goes into the first function of it.</summary>
    private TemplateExpression CompilePipe(TemplateExpression from, ScriptExpression? to)
    {
        switch (to)
        {
            case ScriptPipeCall pipe when scope.TryEnter(pipe):
                var first = CompilePipe(from, pipe.From);
                var last = CompilePipe(first is RawExpression ? RefuseRaw(pipe) : first, pipe.To);
                scope.Leave();
                return last;
            case ScriptPipeCall:
                return Null;
            case ScriptFunctionCall call:
                return CompileCall(call, from);
            case ScriptNestedExpression nested:
                return CompilePipe(from, nested.Expression);
            default:
                return CompileCall(to!, [from]);
        }
    }

    private ConstantExpression RefuseRaw(ScriptNode node)
    {
        scope.Refuse(node, "raw is not covered here: it must be the last thing done to a value that is printed.");
        return Null;
    }

    private TemplateExpression CompileCall(ScriptFunctionCall call, TemplateExpression? piped) =>
        CompileCall(call.Target!, CompileArguments(call, piped));

    private TemplateExpression[] CompileArguments(ScriptFunctionCall call, TemplateExpression? piped)
    {
        var arguments = call.Arguments.Select(Compile);
        return piped is null ? [.. arguments] : [piped, .. arguments];
    }

    private TemplateExpression CompileCall(ScriptExpression target, TemplateExpression[] arguments)
    {
        if (scope.TryFindRoot(FindFirst(target), out _))
        {
            return CompileGiven(target, arguments);
        }

        if (GetDottedName(target) is not { } name)
        {
            scope.Refuse(target, "only functions can be called, by their name.");
            return Null;
        }

        if (name == Raw && arguments.Length == 1)
        {
            return new RawExpression(arguments[0]);
        }

        if (TemplateFunctions.TryGet(name, out var function))
        {
            return CompileCall(target, function, arguments);
        }

        scope.Refuse(target, $"the function {name} is not covered. Known: {TemplateFunctions.Suggest(name)}.");
        return Null;
    }

    private TemplateExpression CompileCall(ScriptExpression target, TemplateFunction function, TemplateExpression[] arguments)
    {
        if (arguments.Length >= function.Least && arguments.Length <= function.Most)
        {
            return new CallExpression(function, arguments);
        }

        var count = function.Least == function.Most ? $"{function.Least}" : $"{function.Least} to {function.Most}";
        scope.Refuse(target, $"{function.Name} takes {count} arguments, the piped one among them, and gets {arguments.Length}.");
        return Null;
    }

    /// <summary>A dotted name that is no path: a part of a loop, or a function that is not called.</summary>
    private bool TryCompileNamed(ScriptExpression expression, string name, out TemplateExpression compiled)
    {
        compiled = Null;
        var parts = name.Split('.');
        if (parts[0] is "for" or "while")
        {
            compiled = CompileLoopPart(expression, parts);
            return true;
        }

        if (TemplateFunctions.TryGet(name, out _))
        {
            scope.Refuse(expression, $"{name} as a value is not covered: functions can only be called.");
            return true;
        }

        if (!TemplateFunctions.Roots.Contains(parts[0]) && !ScribanConstructs.IsReserved(parts[0]))
        {
            return false;
        }

        scope.Refuse(expression, $"{name} is not covered. Known: {TemplateFunctions.Suggest(name)}.");
        return true;
    }

    private TemplateExpression CompileLoopPart(ScriptExpression expression, string[] parts)
    {
        var isFor = parts[0] == "for";
        var part = parts.Length == 2 ? ScribanOperators.GetLoopPart(parts[1]) : null;
        var loop = scope.FindLoop(isFor);
        if (part is { } known && loop >= 0 && (isFor || known is not (LoopPart.Last or LoopPart.Length or LoopPart.RIndex)))
        {
            return new LoopExpression(loop, known);
        }

        scope.Refuse(expression, loop < 0
            ? $"{string.Join('.', parts)} is not covered outside of such a loop."
            : $"{string.Join('.', parts)} is not covered. A for loop has index, first, last, even, odd, length and rindex; "
                + "a while loop has index, first, even and odd.");
        return Null;
    }

    private static string? GetDottedName(ScriptExpression? expression) => expression switch
    {
        ScriptVariableGlobal variable => variable.Name,
        ScriptMemberExpression { Target: { } target, Member: { } member } => GetDottedName(target) is { } name ? $"{name}.{member.Name}" : null,
        _ => null,
    };
}
