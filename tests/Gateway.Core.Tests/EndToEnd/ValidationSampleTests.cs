using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Core.Tests.Repository;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Starts the sample as its README says and runs what it prints, in the printed order.</summary>
public partial class ValidationSampleTests
{
    private const string Readme = "samples/Validation/README.md";

    // By type; by file and model; by text; parameters.
    private static readonly int[] Expected = [201, 400, 400, 415, 202, 400, 200, 200, 400];

    [Fact]
    public async Task PrintedCommands_RunByTheShell_AnswerAsTheReadmeSays()
    {
        if (!Shell.CanRunCurl)
        {
            PublicTestData.SkipUnlessRequired("bash or curl is not installed.");
        }

        await using var sample = await RunningSample.StartAsync("Validation");
        var rows = new Markdown(Readme).GetTable("What to try");
        var statuses = new List<int>();
        foreach (var (command, row) in sample.Commands.Zip(rows))
        {
            var output = await Shell.RunAsync(command);
            statuses.AddRange(Shell.GetStatuses(output));

            // What the table says besides the status: a reason, members of the body.
            Assert.All(Words().Matches(row[1]).Select(match => match.Value), word => Assert.Contains(word, output, StringComparison.Ordinal));
        }

        Assert.Equal(Expected, statuses);
        Assert.Equal(Expected, rows.Select(row => int.Parse(row[1][..3], CultureInfo.InvariantCulture)));
        Assert.Equal(Expected.Length, sample.Commands.Count());
    }

    [Fact]
    public async Task Output_AfterTheStart_NamesItsAddressAndTheReadmesCommands()
    {
        await using var sample = await RunningSample.StartAsync("Validation");

        var start = Start().Match(sample.Output);
        Assert.True(start.Success, sample.Output);
        var documented = new Markdown(Readme).GetBlocks("bash")
            .SelectMany(block => block.Split('\n')).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, documented.Count);
        Assert.Subset(
            sample.Commands.Select(command => command.Replace(start.Groups["address"].Value, "http://127.0.0.1:5083", StringComparison.Ordinal)).ToHashSet(),
            documented.ToHashSet());
    }

    [GeneratedRegex(@"\AValidation listens on (?<address>http://127\.0\.0\.1:\d+) ")]
    private static partial Regex Start();

    [GeneratedRegex("""[a-z]+_[a-z_]+|"\w+":(?:\d+|"[^"]+")""")]
    private static partial Regex Words();
}
