using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Nodes;

/// <summary>A part of a template that does something.</summary>
internal abstract class TemplateStatement
{
    public abstract TemplateFlow Execute(ref TemplateRun run);

    /// <summary>Follows the JSON that it writes, at the start of the app. Statements that write nothing leave it as it is.</summary>
    /// <param name="tracker">What is found.</param>
    /// <param name="states">Where the JSON may be before the statement; empty where the statement is never reached.</param>
    /// <returns>Where it may be behind it.</returns>
    public virtual JsonStates Follow(PositionTracker tracker, JsonStates states) => states;
}
