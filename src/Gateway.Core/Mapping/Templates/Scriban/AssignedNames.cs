using Scriban.Syntax;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>The variables that a template assigns anywhere, because one may be read before the place where it is assigned: in a loop.</summary>
internal sealed class AssignedNames : ScriptVisitor
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private AssignedNames()
    {
    }

    public static HashSet<string> Of(ScriptNode node)
    {
        var visitor = new AssignedNames();
        visitor.Visit(node);
        return visitor._names;
    }

    public override void Visit(ScriptAssignExpression node)
    {
        Add(node.Target);
        base.Visit(node);
    }

    public override void Visit(ScriptCaptureStatement node)
    {
        Add(node.Target);
        base.Visit(node);
    }

    private void Add(ScriptExpression? target)
    {
        if (target is ScriptVariable variable)
        {
            _names.Add(variable.Name);
        }
    }
}
