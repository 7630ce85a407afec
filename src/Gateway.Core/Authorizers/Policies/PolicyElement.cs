using System.Text.Json;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>A piece of a document and where it stands, such as <c>Statement[1].Condition.Bool</c>.</summary>
internal readonly record struct PolicyElement(JsonElement Json, string Path, string Name = "")
{
    public FormatException Fail(string message) => new($"{(Path.Length == 0 ? "The policy document" : Path)} {message}.");

    /// <summary>The members of an object, each once and, where names are given, none but those.</summary>
    public IEnumerable<PolicyElement> Members(params string[] known)
    {
        if (Json.ValueKind != JsonValueKind.Object)
        {
            throw Fail("must be an object");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in Json.EnumerateObject())
        {
            var element = Member(member.Value, member.Name);
            if (known.Length > 0 && !known.Contains(member.Name, StringComparer.Ordinal))
            {
                throw element.Fail($"is not an element of a policy. Known here: {string.Join(", ", known)}");
            }

            yield return seen.Add(member.Name) ? element : throw element.Fail("stands there twice");
        }
    }

    /// <summary>What an array holds, or the one thing that stands there without an array.</summary>
    public IEnumerable<PolicyElement> Items(int max)
    {
        if (Json.ValueKind != JsonValueKind.Array)
        {
            return [this];
        }

        var (path, count) = (Path, Json.GetArrayLength());
        return count == 0 || count > max
            ? throw Fail($"has {count} entries; 1 to {max} are allowed")
            : Json.EnumerateArray().Select((item, index) => new PolicyElement(item, $"{path}[{index}]"));
    }

    public string Text() => Json.ValueKind == JsonValueKind.String ? Json.GetString()! : throw Fail("must be a text");

    public List<string> Texts() => [.. Items(PolicyLimits.Values).Select(item => item.Text())];

    /// <summary>Values of a condition, which may be numbers and booleans as well.</summary>
    public string Value()
    {
        var text = Json.ValueKind switch
        {
            JsonValueKind.String => Json.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Json.GetRawText(),
            _ => throw Fail("must be a text, a number or a boolean"),
        };
        return text switch
        {
            { Length: > WildcardPattern.MaxLength } => throw Fail($"has {text.Length} characters; {WildcardPattern.MaxLength} are allowed"),
            _ when text.Contains("${", StringComparison.Ordinal) => throw Fail("has a policy variable, which is not supported"),
            _ => text,
        };
    }

    private PolicyElement Member(JsonElement value, string name) => new(value, Path.Length == 0 ? name : $"{Path}.{name}", name);
}
