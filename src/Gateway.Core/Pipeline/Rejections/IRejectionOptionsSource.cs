namespace Gateway.Core.Pipeline.Rejections;

/// <summary>Where the replacements stand; the folder that binds configuration provides it.</summary>
internal interface IRejectionOptionsSource
{
    IReadOnlyDictionary<string, RejectionOptions> Rejections { get; }
}
