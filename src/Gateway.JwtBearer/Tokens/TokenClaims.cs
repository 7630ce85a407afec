using System.Text.Json;

namespace Gateway.JwtBearer.Tokens;

/// <summary>The claims of a token whose signature is good.</summary>
internal sealed class TokenClaims
{
    // That of a context value's name, with the prefix below.
    private const int MaxNameLength = 256;
    private const string Prefix = "claims.";

    private readonly JsonElement _json;

    private TokenClaims(JsonElement json, List<KeyValuePair<string, string>> texts)
    {
        _json = json;
        Texts = texts;
    }

    /// <summary>Every claim as text under <c>claims.NAME</c>, as the reference has them: a list has commas between its values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Texts { get; }

    /// <summary>Null when the payload is no JSON object, or has a text that is no Unicode.</summary>
    public static TokenClaims? TryRead(ReadOnlySpan<char> payload)
    {
        if (!TokenHeader.TryParse(payload, out var json))
        {
            return null;
        }

        try
        {
            var texts = new List<KeyValuePair<string, string>>();
            foreach (var claim in json.EnumerateObject())
            {
                var text = GetText(claim.Value);
                if (claim.Value.ValueKind != JsonValueKind.Null && claim.Name.Length <= MaxNameLength - Prefix.Length)
                {
                    texts.Add(KeyValuePair.Create(Prefix + claim.Name, text));
                }
            }

            return new TokenClaims(json, texts);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public bool Has(string name) => _json.TryGetProperty(name, out _);

    /// <summary>The claim where it is a text that is not empty, else null.</summary>
    public string? GetText(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Seconds since 1970 (RFC 7519 section 2), or null where it is missing or no number.</summary>
    public double? GetTime(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) ? seconds : null;

    /// <summary>The texts of a claim that is one text or a list of them.</summary>
    public IEnumerable<string> GetTexts(string name)
    {
        if (!_json.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
            _ => [],
        };
    }

    private static string GetText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(GetText)),
        _ => value.GetRawText(),
    };
}
