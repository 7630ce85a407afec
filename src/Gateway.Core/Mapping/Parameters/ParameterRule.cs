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

    /// <summary>Whether a value could send the caller to a place of somebody else's choice.</summary>
    public bool MayLeadElsewhere { get; } = source is { IsFixed: false } && LocationCheck.IsLocation(name);

    public bool NeedsBody => Source is { NeedsBody: true };

    /// <summary>Whether it sets this header.</summary>
    public bool IsHeader(string header) =>
        Source is not null && Target == MappingTarget.Header && Name.Equals(header, StringComparison.OrdinalIgnoreCase);

    public StringValues Read(ref MappingInput input) => Source is null ? StringValues.Empty : Source.Read(ref input);

    /// <summary>Whether there is something to write: the reference skips an empty value as a missing one.</summary>
    public static bool HasValue(in StringValues values) => values.Count == 1 ? !string.IsNullOrEmpty(values[0]) : HasOneOfMany(values);

    /// <summary>Whether there are more characters, in all values together.</summary>
    public static bool IsLonger(in StringValues values, int maxLength) =>
        values.Count == 1 ? values[0]?.Length > maxLength : AreManyLonger(values, maxLength);

    private static bool HasOneOfMany(in StringValues values)
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

    private static bool AreManyLonger(in StringValues values, int maxLength)
    {
        var length = 0L;
        foreach (var value in values)
        {
            length += value?.Length ?? 0;
        }

        return length > maxLength;
    }
}
