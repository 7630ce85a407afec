using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <summary>Keeps a value under a name of the template's own.</summary>
internal sealed class AssignStatement(int local, TemplateExpression value) : TemplateStatement
{
    public override TemplateFlow Execute(ref TemplateRun run)
    {
        if (!run.TrySpend(1))
        {
            return TemplateFlow.Stop;
        }

        run.Workspace.Locals[local] = value.Evaluate(ref run);
        return run.IsStopped ? TemplateFlow.Stop : TemplateFlow.Next;
    }
}
