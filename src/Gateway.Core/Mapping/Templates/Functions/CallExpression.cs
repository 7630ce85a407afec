using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Calls a function of the language.</summary>
internal sealed class CallExpression(TemplateFunction function, TemplateExpression[] arguments) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var values = default(FunctionArguments);
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Evaluate(ref run);
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            run.TrySpendOnArgument(values[i]);
        }

        return run.TrySpend(1) ? function.Body(ref run, values) : TemplateValue.Null;
    }
}
