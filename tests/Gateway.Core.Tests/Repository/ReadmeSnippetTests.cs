using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Gateway.Core.Tests.Repository;

public class ReadmeSnippetTests
{
    // What a block may use without saying so: the app that the quick start made.
    private const string Before = """
        var builder = WebApplication.CreateBuilder(args);
        var gateway = builder.Services.AddApiGateway(builder.Configuration.GetSection("ApiGateway"));
        var app = builder.Build();
        var orders = app.MapGroup("/orders");
        """;

    private const string ImplicitUsingsOfAWebApp = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    public static TheoryData<string, int> Snippets()
    {
        var data = new TheoryData<string, int>();
        foreach (var path in Readmes())
        {
            for (var i = 0; i < new Markdown(path).GetBlocks("csharp").Count; i++)
            {
                data.Add(path, i);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void CSharpBlock_OfAReadme_Compiles(string path, int index) =>
        Assert.Empty(Compile(new Markdown(path).GetBlocks("csharp")[index]));

    [Fact]
    public void Compile_ABlockThatNamesWhatIsGone_Fails() =>
        Assert.Contains("RequireNothing", Assert.Single(Compile("orders.RequireNothing();")), StringComparison.Ordinal);

    [Fact]
    public void Commands_OfEveryReadme_AreOnesThatTestsRun()
    {
        // They are run by the tests of the samples and by whoever runs this; curl lines must be printed by the sample.
        string[] known =
        [
            "dotnet run --project samples/Authorizers", "dotnet run --project samples/Mapping", "dotnet run --project samples/Orders",
            "dotnet run --project samples/Templates", "dotnet run --project samples/Validation", "dotnet test",
        ];

        var commands = Readmes().SelectMany(path => new Markdown(path).GetBlocks("bash", "sh"))
            .SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();

        Assert.Empty(known.Except(commands));
        Assert.All(commands.Except(known), command => Assert.StartsWith("curl ", command, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Readmes() => RepositoryFiles.Find("samples", "README.md").Prepend("README.md");

    private static List<string> Compile(string block)
    {
        var lines = block.Split('\n');
        var usings = lines.Where(IsUsing);
        var rest = lines.Where(line => !IsUsing(line));
        var isWholeApp = block.Contains("WebApplication.CreateBuilder", StringComparison.Ordinal);
        var code = string.Join('\n', [.. usings, isWholeApp ? "" : Before, .. rest]);
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(ImplicitUsingsOfAWebApp), CSharpSyntaxTree.ParseText(code)],
            PlatformReferences.All.Where(reference => Path.GetFileName(reference.FilePath) != "Gateway.Core.Tests.dll"),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        return
        [
            .. compilation.GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(diagnostic => diagnostic.ToString()),
        ];
    }

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=', StringComparison.Ordinal);
}
