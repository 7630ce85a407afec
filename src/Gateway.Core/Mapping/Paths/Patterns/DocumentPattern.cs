using Gateway.Core.Pipeline.Patterns;

namespace Gateway.Core.Mapping.Paths.Patterns;

/// <summary>
/// A pattern that stands in the document. Whoever sends the document chooses it, so it is short, it costs the steps that making it takes, and
/// one that is too large gives the run up: taken for no match it would hold under a <c>!</c>.
/// </summary>
internal sealed class DocumentPattern
{
    /// <summary>Characters.</summary>
    public const int MaxLength = 256;

    // With all counts written out. A character of text may cost as many.
    private const int MaxSize = 1_000;

    private const int StepsForAny = 500;
    private const int StepsPerCharacter = 100;
    private const int StepsPerCategory = 20_000;

    private string? _text;
    private bool _isWhole;
    private EcmaPattern? _pattern;

    /// <summary>The pattern of a text, or null where it is none or the run was given up.</summary>
    public EcmaPattern? Get(ref PathRun run, ReadOnlySpan<char> text, bool isWhole)
    {
        if (text.Length > MaxLength)
        {
            run.GiveUp();
            return null;
        }

        if (_text is null || _isWhole != isWhole || !text.SequenceEqual(_text))
        {
            (_text, _isWhole) = (text.ToString(), isWhole);
            _pattern = Create(ref run, _text, isWhole);
        }

        return _pattern;
    }

    public void Clear() => (_text, _pattern) = (null, null);

    private static EcmaPattern? Create(ref PathRun run, string text, bool isWhole)
    {
        if (!run.TrySpend(StepsForAny + (text.Length * StepsPerCharacter))
            || !InteroperableRegex.TryRead(text, isWhole, out var regex, out _)
            || !run.TrySpend(regex.CategoryCount * StepsPerCategory))
        {
            return null;
        }

        if (regex.Size <= MaxSize)
        {
            return EcmaPattern.CreateForFewTexts(regex.Ecma);
        }

        run.GiveUp();
        return null;
    }
}
