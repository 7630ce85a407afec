using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Gateway.Core.Tests.Repository;

public class DependencyDirectionTests
{
    private const int Capability = 2;

    private static readonly Dictionary<string, int> Levels = new(StringComparer.Ordinal)
    {
        ["Diagnostics"] = 0,
        ["Pipeline"] = 1,
        ["Stages"] = Capability,
        ["ApiKeys"] = Capability,
        ["UsagePlans"] = Capability,
        ["Authorizers"] = Capability,
        ["Validation"] = Capability,
        ["Mapping"] = Capability,
        ["Caching"] = Capability,
        ["AccessLogs"] = Capability,
        ["Hosting"] = 3,
    };

    [Fact]
    public void Folders_OfTheCore_HaveALevel() =>
        Assert.Empty(CoreSource.Trees.Where(tree => !Levels.ContainsKey(GetTopFolder(tree))).Select(tree => tree.FilePath));

    [Fact]
    public void References_BetweenFolders_PointDownwards()
    {
        var wrong = CoreSource.Trees.SelectMany(tree => FindReferences(CoreSource.Compilation, tree)
            .Where(target => !IsAllowed(GetTopFolder(tree), GetTopFolder(target.Tree)))
            .Select(target => $"{tree.FilePath} names {target.Name} of {GetTopFolder(target.Tree)}")).Distinct().ToList();

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Pipeline", "using Gateway.Core.Stages; class C { StageBuilder _b; }")]
    [InlineData("ApiKeys", "class C { Gateway.Core.UsagePlans.QuotaPeriod _p; }")]
    [InlineData("ApiKeys", "namespace Gateway.Core.ApiKeys; class C { UsagePlans.QuotaPeriod _p; }")]
    [InlineData("Stages", "using Microsoft.AspNetCore.Builder; class C { void M(RouteHandlerBuilder b) => b.RequireUsagePlan(); }")]
    [InlineData("Diagnostics", "class C { Gateway.Core.Pipeline.GatewayMode _m; }")]
    public void References_PlantedInAFolder_AreSeen(string folder, string code)
    {
        var tree = CSharpSyntaxTree.ParseText(
            code, path: $"{CoreSource.Folder}/{folder}/Planted.cs", cancellationToken: TestContext.Current.CancellationToken);

        var targets = FindReferences(CoreSource.Compilation.AddSyntaxTrees(tree), tree);

        Assert.Contains(targets, target => !IsAllowed(folder, GetTopFolder(target.Tree)));
    }

    [Fact]
    public void Namespaces_OfFiles_AreTheirFolders()
    {
        var wrong =
            from tree in CoreSource.Trees
            from declaration in tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            where declaration.Name.ToString() != $"Gateway.Core.{CoreSource.GetFolder(tree)}" && !HoldsOnlyExtensionsOfTheFramework(declaration)
            select $"{tree.FilePath}: {declaration.Name}";

        Assert.Empty(wrong);
    }

    private static bool HoldsOnlyExtensionsOfTheFramework(BaseNamespaceDeclarationSyntax declaration) =>
        declaration.Name.ToString().StartsWith("Microsoft.", StringComparison.Ordinal)
        && declaration.Members.All(member => member is ClassDeclarationSyntax type
            && type.Modifiers.Any(SyntaxKind.PublicKeyword)
            && type.Modifiers.Any(SyntaxKind.StaticKeyword)
            && type.Identifier.Text.EndsWith("Extensions", StringComparison.Ordinal));

    private static IEnumerable<(string Name, SyntaxTree Tree)> FindReferences(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if (symbol is null or INamespaceSymbol)
            {
                continue;
            }

            var declared = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol.OriginalDefinition;
            foreach (var reference in declared.DeclaringSyntaxReferences.Where(reference => reference.SyntaxTree.FilePath.Length > 0))
            {
                yield return (name.Identifier.Text, reference.SyntaxTree);
            }
        }
    }

    private static bool IsAllowed(string from, string to) => from == to || Levels[to] < Levels[from];

    private static string GetTopFolder(SyntaxTree tree) => CoreSource.GetFolder(tree).Split('.')[0];
}
