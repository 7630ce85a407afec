using System.Diagnostics;
using System.Reflection;
using System.Text;
using Gateway.Core.Tests.Repository;

namespace Gateway.Core.Tests.Support;

/// <summary>A sample as a process of its own, started with its README's command at a free port.</summary>
internal sealed class RunningSample : IAsyncDisposable
{
    private const string LastLine = "Ctrl+C stops it.";
    private readonly Process _process;

    private RunningSample(Process process, string output)
    {
        _process = process;
        Output = output;
    }

    /// <summary>What it printed when it had started.</summary>
    public string Output { get; }

    /// <summary>The printed commands: lines that are neither empty nor a comment nor part of a table.</summary>
    public IEnumerable<string> Commands => Output.Split('\n').Select(line => line.TrimEnd('\r'))
        .Where(line => line.StartsWith("curl ", StringComparison.Ordinal) || line.StartsWith("for ", StringComparison.Ordinal));

    public static async Task<RunningSample> StartAsync(string name, params string[] arguments)
    {
        var configuration = typeof(RunningSample).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string[] command =
            ["run", "--no-build", "-c", configuration, "--project", $"samples/{name}", "--", "--urls", "http://127.0.0.1:0", .. arguments];
        var process = Process.Start(new ProcessStartInfo("dotnet", command)
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        try
        {
            return new RunningSample(process, await ReadGuideAsync(process.StandardOutput));
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
        while (await output.ReadLineAsync(deadline.Token) is { } line)
        {
            text.Append(line).Append('\n');
            if (line == LastLine)
            {
                return text.ToString();
            }
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
