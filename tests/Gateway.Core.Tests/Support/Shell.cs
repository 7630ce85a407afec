using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>Runs the commands that samples print as their reader does: in bash, with curl.</summary>
internal static partial class Shell
{
    public static bool CanRunCurl { get; } = CanRun("bash") && CanRun("curl");

    public static async Task<string> RunAsync(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().InTime();
        await process.WaitForExitAsync().InTime();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    /// <summary>The status lines of <c>curl -i</c>, and what <c>-w "%{http_code}\n"</c> prints.</summary>
    public static IEnumerable<int> GetStatuses(string output) =>
        Status().Matches(output).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    private static bool CanRun(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true });
            return process!.WaitForExit(Patience.Limit);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(?:HTTP/1\.1 )?([1-5]\d\d)(?: [A-Za-z ]+)?\r?$", RegexOptions.Multiline)]
    private static partial Regex Status();
}
