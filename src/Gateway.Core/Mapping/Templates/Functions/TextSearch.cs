using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Counts searches of one text in another before they are made.</summary>
internal static class TextSearch
{
    // Up to here the search is about as fast as going over the text.
    private const int ShortLength = 16;
    private const int ComparisonsPerStep = 64;

    /// <summary>A long part that nearly matches everywhere is compared from every place of the text, almost to its end.</summary>
    public static bool TrySpend(ref TemplateRun run, string text, string part)
    {
        var comparisons = part.Length <= ShortLength || part.Length > text.Length ? 0L : (text.Length - part.Length + 1L) * part.Length;
        return run.TrySpendOnBytes(text.Length) && run.TrySpend((int)Math.Min(comparisons / ComparisonsPerStep, int.MaxValue));
    }
}
