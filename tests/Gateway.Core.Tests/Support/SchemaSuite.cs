using System.Text;
using System.Text.Json;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Tests.Support;

/// <summary>The cases of the public JSON Schema test suite, and the schemas that they expect to find at <c>http://localhost:1234</c>.</summary>
internal static class SchemaSuite
{
    public const string Origin = "github.com/json-schema-org/JSON-Schema-Test-Suite";

    private const string Folder = "JSON-Schema-Test-Suite";

    public static string Root => PublicTestData.Find(Folder) ?? "";

    public static string Tests => Path.Combine(PublicTestData.Get(Folder, Origin), "tests");

    /// <summary>Runs every required case of a draft.</summary>
    /// <param name="draft">As the folder is named.</param>
    public static (int Passed, IReadOnlyList<string> Missed) Run(string draft) =>
        Run(draft, Directory.GetFiles(Path.Combine(Tests, draft), "*.json"));

    /// <summary>Runs every optional case of a draft.</summary>
    /// <param name="draft">As the folder is named.</param>
    public static (int Passed, IReadOnlyList<string> Missed) RunOptional(string draft) => Run(
        draft,
        Directory.GetFiles(Path.Combine(Tests, draft, "optional"), "*.json", SearchOption.AllDirectories));

    private static (int Passed, IReadOnlyList<string> Missed) Run(string draft, string[] paths)
    {
        var passed = 0;
        var missed = new List<string>();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            foreach (var group in document.RootElement.EnumerateArray())
            {
                passed += RunGroup(CreateLibrary(draft, path), group, Path.GetFileNameWithoutExtension(path), missed);
            }
        }

        return (passed, missed);
    }

    private static int RunGroup(SchemaLibrary library, JsonElement group, string file, List<string> missed)
    {
        var name = $"{file}: {group.GetProperty("description").GetString()}";
        CompiledSchema schema;
        try
        {
            schema = SchemaCompiler.Compile(
                new SchemaSource("the schema", group.GetProperty("schema").GetRawText(), SchemaUri.OfModel("$suite")), library);
        }
        catch (SchemaException exception)
        {
            missed.AddRange(group.GetProperty("tests").EnumerateArray().Select(test => $"{name}: {test.GetProperty("description")}: {exception.Message}"));
            return 0;
        }

        var passed = 0;
        var workspace = new Workspace();
        foreach (var test in group.GetProperty("tests").EnumerateArray())
        {
            var outcome = schema.Validate(Encoding.UTF8.GetBytes(test.GetProperty("data").GetRawText()), workspace);
            var expected = test.GetProperty("valid").GetBoolean() ? SchemaVerdict.Valid : SchemaVerdict.Invalid;
            if (outcome.Verdict == expected && (expected == SchemaVerdict.Valid) == (outcome.Errors.Count == 0))
            {
                passed++;
            }
            else
            {
                missed.Add($"{name}: {test.GetProperty("description")}: {outcome.Verdict}");
            }
        }

        return passed;
    }

    private static SchemaLibrary CreateLibrary(string draft, string path)
    {
        var library = new SchemaLibrary(new SchemaSettings
        {
            DefaultDraft = draft switch
            {
                "draft4" => JsonSchemaDraft.Draft4,
                "draft6" => JsonSchemaDraft.Draft6,
                "draft7" => JsonSchemaDraft.Draft7,
                _ => JsonSchemaDraft.Draft202012,
            },
            AssertsFormat = Path.GetFileName(Path.GetDirectoryName(path)) == "format",
        });
        var remotes = Path.Combine(Root, "remotes");
        foreach (var remote in Directory.GetFiles(remotes, "*.json", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(remotes, remote).Replace('\\', '/');
            library.Add(new SchemaSource($"remote '{relative}'", File.ReadAllText(remote), new Uri($"http://localhost:1234/{relative}")));
        }

        return library;
    }
}
