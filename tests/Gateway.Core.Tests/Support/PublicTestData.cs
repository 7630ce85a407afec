using Gateway.Core.Tests.Repository;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>
/// Data of others, read in place and never copied here: from the folder in <c>GATEWAY_TEST_DATA</c>, else from <c>../shared/data</c>.
/// Where neither is there the test is skipped, which counts as a failure when <c>CI</c> is <c>true</c>.
/// </summary>
internal static class PublicTestData
{
    public static string? Find(string folder)
    {
        var root = Environment.GetEnvironmentVariable("GATEWAY_TEST_DATA") is { Length: > 0 } given
            ? given
            : Path.Combine(RepositoryFiles.Root, "..", "shared", "data");
        var path = Path.Combine(root, folder);
        return Directory.Exists(path) ? path : null;
    }

    public static string Get(string folder, string origin)
    {
        if (Find(folder) is { } path)
        {
            return path;
        }

        SkipUnlessRequired($"{folder} of {origin} is neither in GATEWAY_TEST_DATA nor in ../shared/data.");
        return "";
    }

    /// <summary>Skips the test where it may be skipped.</summary>
    public static void SkipUnlessRequired(string reason)
    {
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }
}
