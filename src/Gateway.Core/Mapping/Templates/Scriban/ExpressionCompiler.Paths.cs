using Gateway.Core.Mapping.Templates.Model;
using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Nodes.Expressions;
using Gateway.Core.Mapping.Templates.Values;
using Scriban.Syntax;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>Names with what stands behind them: members, items, and what is given.</summary>
internal sealed partial class ExpressionCompiler
{
    private TemplateExpression CompilePath(ScriptExpression expression)
    {
        if (scope.TryFindRoot(FindFirst(expression), out _))
        {
            return CompileGiven(expression);
        }

        if (GetDottedName(expression) is { } name
            && !scope.TryFindLocal(name.Split('.')[0], out _)
            && TryCompileNamed(expression, name, out var named))
        {
            return named;
        }

        switch (expression)
        {
            case ScriptMemberExpression { Target: { } target, Member: { } member }:
                return new MemberExpression(Compile(target), new MemberText(member.Name));
            case ScriptIndexerExpression indexer:
                var index = Compile(indexer.Index);
                return GetName(index) is { } text
                    ? new MemberExpression(Compile(indexer.Target), new MemberText(text))
                    : new IndexExpression(Compile(indexer.Target), index);
            default:
                scope.RefuseConstruct(expression);
                return Null;
        }
    }

    /// <summary>What a template is given, as far as the giver knows it, and members of that.</summary>
    private TemplateExpression CompileGiven(ScriptExpression expression, TemplateExpression[]? arguments = null)
    {
        var chain = new List<TemplateAccess>();
        var root = Flatten(expression, chain);
        if (arguments is not null)
        {
            chain.Add(new TemplateAccess(null, null, arguments));
        }

        try
        {
            var value = root!.Resolve([.. chain], out var used);
            scope.NeedsBody |= value is IReadsBody;
            return Continue(expression, value, chain.Skip(used));
        }
        catch (FormatException exception)
        {
            scope.Refuse(expression, exception.Message);
            return Null;
        }
    }

    private TemplateExpression Continue(ScriptExpression expression, TemplateExpression value, IEnumerable<TemplateAccess> rest)
    {
        foreach (var access in rest)
        {
            if (access.Arguments is not null)
            {
                scope.Refuse(expression, "a value is called here, which is not a function.");
                return Null;
            }

            value = access.Name is null ? new IndexExpression(value, access.Index!) : new MemberExpression(value, new MemberText(access.Name));
        }

        return value;
    }

    private ITemplateRoot? Flatten(ScriptExpression? expression, List<TemplateAccess> chain)
    {
        switch (expression)
        {
            case ScriptMemberExpression member:
                var ofMember = Flatten(member.Target, chain);
                chain.Add(new TemplateAccess(member.Member!.Name, null, null));
                return ofMember;
            case ScriptIndexerExpression indexer:
                var ofItem = Flatten(indexer.Target, chain);
                var index = Compile(indexer.Index);
                chain.Add(GetName(index) is { } name ? new TemplateAccess(name, null, null) : new TemplateAccess(null, index, null));
                return ofItem;
            case ScriptFunctionCall call:
                var ofCall = Flatten(call.Target, chain);
                chain.Add(new TemplateAccess(null, null, CompileArguments(call, piped: null)));
                return ofCall;
            case ScriptNestedExpression nested:
                return Flatten(nested.Expression, chain);
            default:
                scope.TryFindRoot(expression, out var root);
                return root;
        }
    }

    /// <summary>What a path begins with.</summary>
    private static ScriptExpression? FindFirst(ScriptExpression? expression) => expression switch
    {
        ScriptMemberExpression member => FindFirst(member.Target),
        ScriptIndexerExpression indexer => FindFirst(indexer.Target),
        ScriptFunctionCall call => FindFirst(call.Target),
        ScriptNestedExpression nested => FindFirst(nested.Expression),
        _ => expression,
    };

    private static string? GetName(TemplateExpression index) => index.Constant is { Kind: TemplateValueKind.Text } text ? text.Text : null;
}
