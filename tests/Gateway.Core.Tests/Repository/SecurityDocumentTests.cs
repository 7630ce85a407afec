using System.Text.RegularExpressions;
using Xunit;

namespace Gateway.Core.Tests.Repository;

public partial class SecurityDocumentTests
{
    [Fact]
    public void NamedTests_InTheThreatModel_Exist()
    {
        var named = TestClass().Matches(File.ReadAllText(Path.Combine(RepositoryFiles.Root, ".github", "SECURITY.md")))
            .Select(match => match.Groups[1].Value).ToHashSet();
        var existing = typeof(SecurityDocumentTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();

        Assert.True(named.Count > 20, $"Only {named.Count} test classes are named; has the format changed?");
        Assert.Empty(named.Except(existing));
    }

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex TestClass();
}
