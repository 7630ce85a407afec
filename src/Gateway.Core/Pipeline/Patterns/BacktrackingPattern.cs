using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// Runs a pattern that has lookaround or a backreference on the engine of .NET, under a time limit. One difference is left: a group in a
/// repetition that does not take part in the last round keeps what it had, where ECMA-262 empties it.
/// </summary>
internal sealed class BacktrackingPattern : IPatternMatcher
{
    private const int OnStack = 128;

    private readonly Regex _regex;
    private readonly PatternFolding _folding;

    public BacktrackingPattern(ParsedPattern pattern, TimeSpan timeout)
    {
        _folding = new PatternFolding(pattern.Alphabet);
        var text = new StringBuilder(PatternFolding.OutsideOfCharacters);
        Write(text, pattern.Root, pattern.References);
        _regex = new Regex(text.ToString(), RegexOptions.CultureInvariant, timeout);
    }

    // What it costs is bounded by the time limit alone; this only keeps it from looking cheap.
    public int Weight => 100;

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
        {
            return _regex.IsMatch(text);
        }

        var most = text.Length * PatternFolding.Growth;
        var rented = text.Length > OnStack ? ArrayPool<char>.Shared.Rent(most) : null;
        Span<char> folded = rented ?? stackalloc char[OnStack * PatternFolding.Growth];
        try
        {
            return _regex.IsMatch(folded[.._folding.Fold(text, folded)]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    private void Write(StringBuilder text, PatternNode node, IReadOnlySet<int> references)
    {
        switch (node)
        {
            case CharacterNode character:
                text.Append(_folding.Write(character.Set));
                break;
            case EdgeNode edge:
                text.Append(edge.Edge switch { PatternEdge.Start => @"\A", PatternEdge.End => @"\z", PatternEdge.WordBoundary => @"\b", _ => @"\B" });
                break;
            case SequenceNode sequence:
                WriteGroup(text, "(?:", sequence.Items, "", references);
                break;
            case ChoiceNode choice:
                WriteGroup(text, "(?:", choice.Options, "|", references);
                break;
            case RepeatNode repeat:
                WriteGroup(text, "(?:", [repeat.Item], "", references);
                text.Append(CultureInfo.InvariantCulture, $"{{{repeat.Least},{repeat.Most}}}{(IsLazy(repeat) ? "?" : "")}");
                break;
            case GroupNode group:
                WriteGroup(text, references.Contains(group.Number) ? $"(?<{group.Number}>" : "(?:", [group.Item], "", references);
                break;
            case LookNode look:
                WriteGroup(text, $"(?{(look.IsBehind ? "<" : "")}{(look.IsNegative ? "!" : "=")}", [look.Item], "", references);
                break;
            case ReferenceNode reference:
                // To a group that took no part, ECMA-262 matches nothing and .NET does not match.
                text.Append(CultureInfo.InvariantCulture, $@"(?({reference.Number})\k<{reference.Number}>|)");
                break;
        }
    }

    // What a pattern matches does not depend on it, but for a group in a lookaround that is referred to. On a part that can be empty, the engine
    // of .NET 10 can go round for ever and fill the memory long before its time is over, as with (?:(?:a{0,2})+?){0,2}^a.
    private static bool IsLazy(RepeatNode repeat) => repeat.IsLazy && repeat.Item is CharacterNode;

    private void WriteGroup(StringBuilder text, string open, IReadOnlyList<PatternNode> items, string between, IReadOnlySet<int> references)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : between);
            Write(text, items[i], references);
        }

        text.Append(')');
    }
}
