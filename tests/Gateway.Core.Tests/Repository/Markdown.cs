using System.Text.RegularExpressions;

namespace Gateway.Core.Tests.Repository;

/// <summary>Reads what the tests need of a Markdown file: its sections, code blocks and tables.</summary>
internal sealed partial class Markdown(string path)
{
    private readonly string _text = RepositoryFiles.Read(path).ReplaceLineEndings("\n");

    /// <summary>The text below a heading, up to the next one of its level.</summary>
    public string GetSection(string heading)
    {
        var start = _text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            throw new InvalidOperationException($"{path} has no section '{heading}'.");
        }

        var end = _text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return _text[start..(end < 0 ? _text.Length : end)];
    }

    public IReadOnlyList<string> GetBlocks(params string[] languages) => GetBlocks(_text, languages);

    public static IReadOnlyList<string> GetBlocks(string text, params string[] languages) =>
        [.. Block().Matches(text).Where(match => languages.Contains(match.Groups[1].Value)).Select(match => match.Groups[2].Value)];

    /// <summary>The cells of every row below the separator of the section's first table, without back-ticks.</summary>
    public IReadOnlyList<string[]> GetTable(string heading) =>
    [
        .. GetSection(heading).Split('\n').SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray()),
    ];

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
