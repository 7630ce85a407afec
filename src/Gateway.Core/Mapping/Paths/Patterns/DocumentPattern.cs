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

    // Of 10 ns each. Measured without optimization, the worst were 256 characters that all differ, with 1.2 ms and 300 KB, and 36 categories,
    // with 9 ms and 1.6 MB; one that no pattern has had before takes another 8 ms, once in a process.
    private const int StepsForAny = 1_000;
    private const int StepsPerCharacter = 500;
    private const int StepsPerPart = 15;
    private const int StepsPerCategory = 50_000;

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
            || !InteroperableRegex.TryRead(text, isWhole, out var regex, out _))
        {
            return null;
        }

        if (regex.Size > MaxSize)
        {
            run.GiveUp();
            return null;
        }

        return run.TrySpend((regex.Size * StepsPerPart) + (regex.CategoryCount * StepsPerCategory))
            ? EcmaPattern.CreateForFewTexts(regex.Ecma)
            : null;
    }
}
