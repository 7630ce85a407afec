using Gateway.Core.Mapping.Sources;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>One compiled mapping.</summary>
/// <param name="target">What it writes.</param>
/// <param name="name">The target's name.</param>
/// <param name="source">Where the value is from; null removes the target.</param>
internal sealed class ParameterRule(MappingTarget target, string name, MappingSource? source)
{
    public MappingTarget Target { get; } = target;

    public string Name { get; } = name;

    public MappingSource? Source { get; } = source;

    /// <summary>Whether what the sender wrote in the target's place goes where the source has no value: nobody may speak in another's name.</summary>
    public bool IsRemovedWhenMissing { get; } = source is not { IsOfSender: true };

    public bool NeedsBody => Source is { NeedsBody: true };

    public StringValues Read(ref MappingInput input) => Source is null ? StringValues.Empty : Source.Read(ref input);

    /// <summary>Whether there is something to write: the reference skips an empty value as a missing one.</summary>
    public static bool HasValue(in StringValues values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsLonger(in StringValues values, int maxLength)
    {
        foreach (var value in values)
        {
            if (value?.Length > maxLength)
            {
                return true;
            }
        }

        return false;
    }
}
