using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>Where a mapped value is from, compiled from an expression or given as a delegate.</summary>
internal abstract class MappingSource
{
    /// <summary>Whether it reads the body.</summary>
    public virtual bool NeedsBody => false;

    /// <summary>Whether the client wrote what it reads, or the handler on the way back: whoever wrote the source could have written the target.</summary>
    public virtual bool IsOfSender => false;

    /// <summary>Whether the value is the app's own, whoever asks.</summary>
    public virtual bool IsFixed => false;

    /// <summary>What a refusal says of it: <c>header</c>, <c>path</c>, <c>query</c> or <c>body</c>.</summary>
    public virtual string Location => "header";

    /// <summary>The name of a parameter; null for a body.</summary>
    public virtual string? Name => null;

    /// <returns>No value where there is none.</returns>
    public abstract StringValues Read(ref MappingInput input);
}
