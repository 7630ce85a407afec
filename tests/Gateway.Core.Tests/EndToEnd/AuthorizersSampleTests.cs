using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Core.Tests.Repository;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Starts the sample as its README says and runs what it prints, in the printed order.</summary>
public partial class AuthorizersSampleTests
{
    private const string Readme = "samples/Authorizers/README.md";

    // Tokens of the app; of the issuer; with and without the scope; signed, signed wrongly, not signed; by address.
    private static readonly int[] Expected = [200, 401, 401, 200, 401, 200, 403, 201, 401, 401, 200, 403];

    [Fact]
    public async Task PrintedCommands_RunByTheShell_AnswerAsTheReadmeSays()
    {
        if (!Shell.CanRunCurl)
        {
            PublicTestData.SkipUnlessRequired("bash or curl, which signs the requests, is not installed.");
        }

        await using var sample = await StartAsync();
        var rows = new Markdown(Readme).GetTable("What to try");
        var statuses = new List<int>();
        foreach (var (command, row) in sample.Commands.Zip(rows))
        {
            var output = await Shell.RunAsync(command);
            statuses.AddRange(Shell.GetStatuses(output));

            // What the table says besides the status: a reason, a challenge, members of the body.
            Assert.All(Words().Matches(row[1]).Select(match => match.Value), word => Assert.Contains(word, output, StringComparison.Ordinal));
        }

        Assert.Equal(Expected, statuses);
        Assert.Equal(Expected, rows.Select(row => int.Parse(row[1][..3], CultureInfo.InvariantCulture)));
        Assert.Equal(Expected.Length, sample.Commands.Count());
    }

    [Fact]
    public async Task Output_AfterTheStart_NamesItsAddressesStatusesAndTheReadmesCommands()
    {
        await using var sample = await StartAsync();

        var start = Start().Match(sample.Output);
        Assert.True(start.Success, sample.Output);
        var comments = sample.Output.Split('\n').Where(line => line.StartsWith('#')).SelectMany(line => AnnouncedStatus().Matches(line));
        Assert.Equal(Expected, comments.Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)));
        var documented = new Markdown(Readme).GetBlocks("bash")
            .SelectMany(block => block.Split('\n')).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, documented.Count);
        Assert.Subset(
            sample.Commands.Select(command => command
                .Replace(start.Groups["api"].Value, "http://127.0.0.1:5081", StringComparison.Ordinal)
                .Replace(start.Groups["issuer"].Value, "http://127.0.0.1:5082", StringComparison.Ordinal)).ToHashSet(),
            documented.ToHashSet());
    }

    private static Task<RunningSample> StartAsync() => RunningSample.StartAsync("Authorizers", "--issuer", "http://127.0.0.1:0");

    [GeneratedRegex(@"\AAuthorizers listens on (?<api>http://127\.0\.0\.1:\d+), its issuer of tokens on (?<issuer>http://127\.0\.0\.1:\d+) ")]
    private static partial Regex Start();

    [GeneratedRegex(@"\b[1-5]\d\d\b")]
    private static partial Regex AnnouncedStatus();

    [GeneratedRegex("""[a-z]+_[a-z]+|"\w+":(?:\d+|"\w+")|WWW-Authenticate""")]
    private static partial Regex Words();
}
