using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gateway.Core.Tests.Repository;

/// <summary>The source of Gateway.Core as the compiler understands it.</summary>
internal static class CoreSource
{
    public const string Folder = "src/Gateway.Core";

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly Lazy<CSharpCompilation> Lazy = new(Compile);

    public static CSharpCompilation Compilation => Lazy.Value;

    public static IEnumerable<SyntaxTree> Trees => Compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    /// <summary>The file's folders below the project, joined by dots: <c>Pipeline.Rejections</c>.</summary>
    public static string GetFolder(SyntaxTree tree) => Path.GetDirectoryName(tree.FilePath[(Folder.Length + 1)..])!.Replace('/', '.').Replace('\\', '.');

    /// <summary>The code alone, every token followed by a space: no comments, no text of literals.</summary>
    public static string GetCode(SyntaxTree tree) => string.Concat(tree.GetRoot().DescendantTokens()
        .Where(token => !token.IsKind(SyntaxKind.StringLiteralToken) && !token.IsKind(SyntaxKind.InterpolatedStringTextToken))
        .Select(token => token.Text + " "));

    private static CSharpCompilation Compile()
    {
        var trees = RepositoryFiles.Find(Folder, "*.cs").Select(path => CSharpSyntaxTree.ParseText(RepositoryFiles.Read(path), path: path));
        return CSharpCompilation.Create(
            "Gateway.Core.Source",
            trees.Append(CSharpSyntaxTree.ParseText(ImplicitUsings)),
            PlatformReferences.All.Where(reference => Path.GetFileName(reference.FilePath) != "Gateway.Core.dll"),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }
}
