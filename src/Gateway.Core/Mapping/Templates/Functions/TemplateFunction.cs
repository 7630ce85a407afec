using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>What a function does. Arguments that the template does not give are null.</summary>
internal delegate TemplateValue FunctionBody(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments);

/// <summary>One function of the language.</summary>
/// <param name="Name">As templates call it.</param>
/// <param name="Least">How many arguments it needs, the piped one among them.</param>
/// <param name="Most">How many it takes, at most <see cref="MaxArguments"/>.</param>
/// <param name="Body">What it does.</param>
internal sealed record TemplateFunction(string Name, int Least, int Most, FunctionBody Body)
{
    public const int MaxArguments = 4;
}
