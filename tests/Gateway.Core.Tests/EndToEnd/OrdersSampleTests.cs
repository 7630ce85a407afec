using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Core.Tests.Repository;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Starts the sample as the README says and sends what it prints, in the printed order.</summary>
public partial class OrdersSampleTests
{
    // 200 with a key, 401 without; usage; 403, 201 and 400 for writing; five of the burst minus the two above, then 429.
    private static readonly int[] Expected = [200, 401, 200, 403, 201, 400, 200, 200, 200, 429, 429, 429, 429, 429];

    [Fact]
    public async Task PrintedCommands_SentInTheirOrder_AnswerAsTheReadmeSays()
    {
        await using var sample = await StartAsync();
        using var client = new HttpClient { Timeout = Patience.Limit };
        var answers = new List<(int Status, string Body, string? RetryAfter)>();
        foreach (var command in sample.Commands.SelectMany(CurlCommand.Parse))
        {
            using var response = await client.SendAsync(command.CreateRequest(), TestContext.Current.CancellationToken);
            answers.Add((
                (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                response.Headers.RetryAfter?.ToString()));
        }

        Assert.Equal(Expected, answers.Select(answer => answer.Status));
        Assert.Contains("\"used\":2,\"limit\":100,\"remaining\":98,", answers[2].Body, StringComparison.Ordinal);
        Assert.Contains("\"currency\":\"EUR\"", answers[4].Body, StringComparison.Ordinal);
        Assert.Contains("""{"in":"body","pointer":"/quantity","keyword":"minimum","expected":"at least 1"}""", answers[5].Body, StringComparison.Ordinal);
        Assert.InRange(int.Parse(answers[^1].RetryAfter!, CultureInfo.InvariantCulture), 1, 1000);
    }

    [Fact]
    public async Task PrintedCommands_RunByTheShell_AnswerAsTheReadmeSays()
    {
        Assert.SkipUnless(Shell.CanRunCurl, "bash or curl is not installed; the test above sends the same requests.");
        await using var sample = await StartAsync();
        var output = "";
        foreach (var command in sample.Commands)
        {
            output += await Shell.RunAsync(command) + "\n";
        }

        // curl -i prints a status line, -w only the status; the usage command prints the body alone.
        Assert.Equal([.. Expected[..2], .. Expected[3..]], Shell.GetStatuses(output));
        Assert.Contains("\"used\":2,", output, StringComparison.Ordinal);
        Assert.Matches(@"(?i)\nRetry-After: \d+\r\n", output);
    }

    [Fact]
    public async Task Output_AfterTheStart_NamesAddressKeysAndTheReadmesCommands()
    {
        await using var sample = await StartAsync();

        Assert.Matches(@"\AOrders listens on http://127\.0\.0\.1:\d+ \(API page: ", sample.Output);
        Assert.Matches(@"\n  alice  plan free  key gw_demo_", sample.Output);
        Assert.Matches(@"\n  bob    plan free  key gw_demo_", sample.Output);
        Assert.Matches(@"\n  carol  plan pro   key gw_demo_", sample.Output);
        var documented = new Markdown("samples/Orders/README.md").GetBlocks("bash")
            .SelectMany(block => block.Split('\n')).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        Assert.Equal(sample.Commands.Take(3).Select(command => Port().Replace(command, "127.0.0.1:5080")), documented);
    }

    [Fact]
    public async Task LimitChangedInItsFile_WhileItRuns_HoldsForTheNextRequestsAndKeepsWhatWasUsed()
    {
        var folder = Directory.CreateTempSubdirectory("orders-sample");
        try
        {
            var file = Path.Combine(folder.FullName, "appsettings.json");
            var settings = RepositoryFiles.Read("samples/Orders/appsettings.json");
            await File.WriteAllTextAsync(file, settings, TestContext.Current.CancellationToken);
            await using var sample = await StartAsync(rate: "1000", "--contentRoot", folder.FullName);
            using var client = new HttpClient { Timeout = Patience.Limit };
            var usage = sample.Commands.Select(CurlCommand.Parse).Select(commands => commands[0])
                .First(command => command.CreateRequest().RequestUri!.AbsolutePath == "/usage");

            Assert.Contains("\"used\":1,\"limit\":100,", await ReadAsync(client, usage), StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, settings.Replace("\"Limit\": 100", "\"Limit\": 200", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            await sample.ReadUntilAsync("was read again and is in force");

            Assert.Contains("\"used\":2,\"limit\":200,", await ReadAsync(client, usage), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> ReadAsync(HttpClient client, CurlCommand command)
    {
        using var response = await client.SendAsync(command.CreateRequest(), TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    // By default nothing refills while the commands run, so that the answers do not depend on how fast the machine is.
    private static Task<RunningSample> StartAsync(string rate = "0.001", params string[] arguments) =>
        RunningSample.StartAsync("Orders", ["--ApiGateway:UsagePlans:free:Rate", rate, .. arguments]);

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port();
}
