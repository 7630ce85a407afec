using System.Diagnostics;
using System.Reflection;
using System.Text;
using Gateway.Core.Tests.Repository;

namespace Gateway.Core.Tests.Support;

/// <summary>The Orders sample as a process of its own, started with the README's command at a free port.</summary>
internal sealed class OrdersSample : IAsyncDisposable
{
    private const string LastLine = "curl -i -H";
    private readonly Process _process;

    private OrdersSample(Process process, string output)
    {
        _process = process;
        Output = output;
    }

    /// <summary>What it printed when it had started.</summary>
    public string Output { get; }

    /// <summary>The printed commands: lines that are neither empty nor a comment nor part of the table of keys.</summary>
    public IEnumerable<string> Commands => Output.Split('\n').Select(line => line.TrimEnd('\r'))
        .Where(line => line.StartsWith("curl ", StringComparison.Ordinal) || line.StartsWith("for ", StringComparison.Ordinal));

    // By default nothing refills while the commands run, so that the answers do not depend on how fast the machine is.
    public static async Task<OrdersSample> StartAsync(string rate = "0.001", string? contentRoot = null)
    {
        var configuration = typeof(OrdersSample).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string[] arguments =
        [
            "run", "--no-build", "-c", configuration, "--project", "samples/Orders", "--",
            "--urls", "http://127.0.0.1:0", "--ApiGateway:UsagePlans:free:Rate", rate,
            .. contentRoot is null ? Array.Empty<string>() : ["--contentRoot", contentRoot],
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        try
        {
            return new OrdersSample(process, await ReadGuideAsync(process.StandardOutput));
        }
        catch
        {
            await StopAsync(process);
            throw;
        }
    }

    /// <summary>Waits for a line of the log.</summary>
    public async Task ReadUntilAsync(string text)
    {
        using var deadline = Patience.CreateTokenSource();
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The sample ended before it said '{text}'.");
    }

    public async ValueTask DisposeAsync() => await StopAsync(_process);

    private static async Task<string> ReadGuideAsync(StreamReader output)
    {
        using var deadline = Patience.CreateTokenSource();
        var text = new StringBuilder();
        var loopSeen = false;
        while (await output.ReadLineAsync(deadline.Token) is { } line)
        {
            text.Append(line).Append('\n');
            if (loopSeen && line.StartsWith(LastLine, StringComparison.Ordinal))
            {
                return text.ToString();
            }

            loopSeen |= line.StartsWith("for ", StringComparison.Ordinal);
        }

        throw new InvalidOperationException($"The sample ended before it had printed its guide:\n{text}");
    }

    private static async Task StopAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().InTime();
        process.Dispose();
    }
}
