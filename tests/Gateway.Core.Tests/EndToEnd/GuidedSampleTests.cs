using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Core.Tests.Repository;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Starts each sample as its README says and runs what it prints, in the printed order.</summary>
public partial class GuidedSampleTests
{
    // By type; by file and model; by text; parameters.
    public const string Validation = "Validation 5083: 201 400 400 415 202 400 200 200 400";

    // The new contract; the old one; its id in the query; the new one again.
    public const string Mapping = "Mapping 5084: 201 200 200 400 200 410 200";

    // Both ways; a value that wants to break out; no template; by file; what cannot be rendered.
    public const string Templates = "Templates 5085: 200 200 415 200 400";

    [Theory]
    [InlineData(Validation)]
    [InlineData(Mapping)]
    [InlineData(Templates)]
    public async Task PrintedCommands_RunByTheShell_AnswerAsTheReadmeSays(string sample)
    {
        if (!Shell.CanRunCurl)
        {
            PublicTestData.SkipUnlessRequired("bash or curl is not installed.");
        }

        var (name, _, expected) = Read(sample);
        await using var running = await RunningSample.StartAsync(name);
        var rows = new Markdown(Readme(name)).GetTable("What to try");
        var statuses = new List<int>();
        foreach (var (command, row) in running.Commands.Zip(rows))
        {
            var output = await Shell.RunAsync(command);
            statuses.AddRange(Shell.GetStatuses(output));

            // What the table says besides the status: a reason, members of the body.
            Assert.All(Words().Matches(row[1]).Select(match => match.Value), word => Assert.Contains(word, output, StringComparison.Ordinal));
        }

        Assert.Equal(expected, statuses);
        Assert.Equal(expected, rows.Select(row => int.Parse(row[1][..3], CultureInfo.InvariantCulture)));
        Assert.Equal(expected.Length, running.Commands.Count());
    }

    [Theory]
    [InlineData(Validation)]
    [InlineData(Mapping)]
    [InlineData(Templates)]
    public async Task Output_AfterTheStart_NamesItsAddressAndTheReadmesCommands(string sample)
    {
        var (name, address, _) = Read(sample);
        await using var running = await RunningSample.StartAsync(name);

        var start = Start().Match(running.Output);
        Assert.True(start.Success, running.Output);
        Assert.Equal(name, start.Groups["name"].Value);
        var documented = new Markdown(Readme(name)).GetBlocks("bash")
            .SelectMany(block => block.Split('\n')).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, documented.Count);
        Assert.Subset(
            running.Commands.Select(command => command.Replace(start.Groups["address"].Value, address, StringComparison.Ordinal)).ToHashSet(),
            documented.ToHashSet());
    }

    private static string Readme(string name) => $"samples/{name}/README.md";

    private static (string Name, string Address, int[] Statuses) Read(string sample)
    {
        var parts = sample.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        return (parts[0], $"http://127.0.0.1:{parts[1]}", [.. parts.Skip(2).Select(part => int.Parse(part, CultureInfo.InvariantCulture))]);
    }

    [GeneratedRegex(@"\A(?<name>\w+) listens on (?<address>http://127\.0\.0\.1:\d+) ")]
    private static partial Regex Start();

    [GeneratedRegex("""[a-z]+_[a-z_]+|"\w+": ?(?:[\d.]+|true|"[^"]+")""")]
    private static partial Regex Words();
}
