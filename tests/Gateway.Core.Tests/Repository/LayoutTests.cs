using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Gateway.Core.Tests.Repository;

public partial class LayoutTests
{
    private static readonly string[] Allowed =
    [
        "Gateway.Core.sln", "README.md", "LICENSE", "src", "tests", "benchmarks", "samples", "Directory.Build.props",
        "Directory.Packages.props", "global.json", ".editorconfig", ".gitignore", ".gitattributes", ".ci", ".github",
    ];

    [Fact]
    public void TopLevel_OfTheRepository_HoldsOnlyWhatTheLayoutNames() => Assert.Empty(RepositoryFiles.TopLevel().Except(Allowed));

    [Fact]
    public void Files_InSourceAndSamples_HaveAtMost300Lines()
    {
        var tooLong = RepositoryFiles.Find("src", "*.cs").Concat(RepositoryFiles.Find("samples", "*.cs"))
            .Where(path => RepositoryFiles.Read(path).AsSpan().Count('\n') > 300);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Files_InSource_HoldAtMostOnePublicType()
    {
        var crowded = CoreSource.Trees
            .Where(tree => tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
                .Count(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
                    && node.Parent is BaseNamespaceDeclarationSyntax
                    && node.Modifiers.Any(SyntaxKind.PublicKeyword)) > 1)
            .Select(tree => tree.FilePath);

        Assert.Empty(crowded);
    }

    [Fact]
    public void Files_InSourceAndTests_HoldNothingUnfinished()
    {
        var unfinished =
            from path in RepositoryFiles.Find("src", "*.cs").Concat(RepositoryFiles.Find("samples", "*.cs")).Concat(RepositoryFiles.Find("tests", "*.cs"))
            where !path.EndsWith("/LayoutTests.cs", StringComparison.Ordinal)
            from match in Unfinished().Matches(RepositoryFiles.Read(path))
            select $"{path}: {match.Value}";

        Assert.Empty(unfinished);
    }

    [Theory]
    [InlineData("DateTime . Now")]
    [InlineData("DateTime . UtcNow")]
    [InlineData("DateTimeOffset . Now")]
    [InlineData("DateTimeOffset . UtcNow")]
    [InlineData("Stopwatch . GetTimestamp")]
    [InlineData("Environment . TickCount")]
    [InlineData("Guid . NewGuid")]
    [InlineData("Thread . Sleep")]
    [InlineData("async void ")]
    [InlineData(". GetAwaiter ( ) . GetResult ( )")]
    public void Code_InSource_DoesNotUse(string tokens) =>
        Assert.Empty(CoreSource.Trees.Where(tree => CoreSource.GetCode(tree).Contains(tokens, StringComparison.Ordinal)).Select(tree => tree.FilePath));

    [Fact]
    public void GetCode_OfAnAsyncFile_KeepsTokensApart() =>
        Assert.Contains(CoreSource.Trees, tree => CoreSource.GetCode(tree).Contains("private async Task ", StringComparison.Ordinal));

    [Fact]
    public void PackageVersions_OfProjects_StandInOnePlaceAndArePinned()
    {
        var projects = RepositoryFiles.Find(".", "*.csproj").Append("Directory.Build.props").ToList();
        Assert.True(projects.Count >= 5, "The projects were not found.");
        Assert.DoesNotContain(projects, path => PackageVersionOfItsOwn().IsMatch(RepositoryFiles.Read(path)));

        var versions = CentralVersion().Matches(RepositoryFiles.Read("Directory.Packages.props")).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(@"\A\d+\.\d+\.\d+(\.\d+)?\z", version));
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|#region|NotImplementedException\(\)")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"<(PackageReference|PackageVersion)[^>]*Version(Override)?\s*=")]
    private static partial Regex PackageVersionOfItsOwn();

    [GeneratedRegex("<PackageVersion [^>]*Version=\"([^\"]*)\"")]
    private static partial Regex CentralVersion();
}
