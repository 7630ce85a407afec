using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>Another program as a client; a test is skipped where it is not installed.</summary>
internal static class ClientProgram
{
    public static async Task<string> RunAsync(string name, IEnumerable<string> arguments)
    {
        try
        {
            using var program = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true })!;
            var output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).InTime();
            await program.WaitForExitAsync(TestContext.Current.CancellationToken).InTime();
            return output;
        }
        catch (Win32Exception)
        {
            PublicTestData.SkipUnlessRequired($"{name} is not installed.");
            return "";
        }
    }
}
