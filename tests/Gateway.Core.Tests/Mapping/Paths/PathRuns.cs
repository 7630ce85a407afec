using System.Text;
using System.Text.Json;
using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Tests.Mapping.Paths;

/// <summary>Runs paths over documents for tests.</summary>
internal static class PathRuns
{
    private const int Steps = 1_000_000;

    /// <summary>The values of the nodes, by their tokens, as a JSON array without white space.</summary>
    public static string Select(string path, string json)
    {
        var workspace = new PathWorkspace();
        var outcome = Select(JsonPath.Parse(path), json, workspace, Steps);
        return outcome switch
        {
            PathOutcome.Found => $"[{string.Join(',', workspace.Nodes.ToArray().Select(node => GetRawText(json, workspace, node)))}]",
            PathOutcome.Missing => "[]",
            _ => outcome.ToString(),
        };
    }

    public static PathOutcome Select(JsonPath path, string json, PathWorkspace workspace, int maxSteps)
    {
        workspace.Clear();
        var bytes = Encoding.UTF8.GetBytes(json);
        var fault = JsonTapeReader.Read(bytes, JsonReading.Strict, workspace.Tape);
        return fault == JsonFault.None
            ? path.Select(new TokenizedJson(bytes, workspace.Tape.Tokens, JsonReading.Strict), workspace, maxSteps)
            : PathOutcome.Faulty;
    }

    public static PathText Read(string path, string json, JsonReading? reading = null, int maxSteps = Steps) =>
        JsonPath.Parse(path).Read(Encoding.UTF8.GetBytes(json), reading ?? JsonReading.Strict, new PathWorkspacePool(), maxSteps);

    /// <summary>What a mapping takes of a value.</summary>
    public static string? GetText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => Minify(value),
    };

    public static string Minify(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Minify))}]",
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(member => $"{GetRawName(member)}:{Minify(member.Value)}"))}}}",
        _ => value.GetRawText(),
    };

    // A property has no raw text of its name alone, but one that begins with it.
    private static string GetRawName(JsonProperty member)
    {
        var text = member.ToString();
        return text[..^member.Value.GetRawText().Length].TrimEnd().TrimEnd(':').TrimEnd();
    }

    private static string GetRawText(string json, PathWorkspace workspace, int node)
    {
        var token = workspace.Tape.Tokens[node];
        var start = token.Kind is JsonTokenKind.String ? token.Start - 1 : token.Start;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json).AsSpan(start));
        using var document = JsonDocument.ParseValue(ref reader);
        return Minify(document.RootElement);
    }
}
