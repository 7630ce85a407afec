using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Gateway.Core.Pipeline.Patterns;

namespace Gateway.Core.Validation.Rules;

/// <summary>A pattern on a string or name, paid for by the length of the text.</summary>
internal static class PatternMatch
{
    // A step is about 10 ns, in which an ordinary pattern gets through as many characters.
    private const int CharactersPerStep = 8;

    public static bool Matches(ref Evaluation run, EcmaPattern pattern, int index)
    {
        var text = run.GetCharacters(index);
        if (!run.TrySpend((int)Math.Min(int.MaxValue / 2, (long)text.Length * pattern.Weight / CharactersPerStep)))
        {
            return false;
        }

        try
        {
            return IsMatch(pattern, text);
        }
        catch (RegexMatchTimeoutException)
        {
            run.GiveUp();
            return false;
        }
    }

    // Not within the try block above, where nothing stays in a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsMatch(EcmaPattern pattern, ReadOnlySpan<char> text) => pattern.IsMatch(text);
}
