using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Schemas;

/// <summary>A schema's text, read, with the resources in it.</summary>
internal sealed class SchemaDocument
{
    private const int MaxDepth = 128;

    private const string HalfPair = "a string has half of a surrogate pair, which is no character.";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How texts of schemas are read: the bounds for requests are none for them.</summary>
    public static readonly JsonReading Reading = new()
    {
        MaxDepth = MaxDepth,
        MaxMembers = 100_000,
        MaxTokens = 1_000_000,
        MaxStringLength = int.MaxValue,
        MaxNumberLength = 10_000,
    };

    private readonly List<SchemaResource> _resources = [];

    private SchemaDocument(SchemaSource source, byte[] json, JsonElement root)
    {
        Name = source.Name;
        BaseUri = source.BaseUri;
        Json = json;
        Root = root;
    }

    /// <summary>For messages.</summary>
    public string Name { get; }

    public Uri BaseUri { get; }

    public byte[] Json { get; }

    public JsonElement Root { get; }

    /// <summary>The outermost first.</summary>
    public IReadOnlyList<SchemaResource> Resources => _resources;

    /// <exception cref="SchemaException">It is no JSON.</exception>
    public static SchemaDocument Parse(SchemaSource source)
    {
        try
        {
            var json = Utf8.GetBytes(source.Text);
            var fault = JsonTapeReader.Read(json, Reading, new JsonTape());
            if (fault is not (JsonFault.None or JsonFault.Malformed))
            {
                throw new SchemaException(new SchemaFault(source.Name, "", Explain(fault)));
            }

            // What this reads and the tape does not are strings that throw when they are asked for.
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return fault == JsonFault.None
                ? new SchemaDocument(source, json, document.RootElement.Clone())
                : throw new SchemaException(new SchemaFault(source.Name, "", HalfPair));
        }
        catch (EncoderFallbackException)
        {
            throw new SchemaException(new SchemaFault(source.Name, "", HalfPair));
        }
        catch (JsonException exception)
        {
            var place = $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}";
            throw new SchemaException(new SchemaFault(source.Name, "", $"it is not JSON ({place}): {exception.Message}"));
        }
    }

    public void Add(SchemaResource resource) => _resources.Add(resource);

    /// <summary>The innermost resource around a place.</summary>
    public SchemaResource FindResource(string pointer) =>
        _resources.Where(resource => IsWithin(pointer, resource.Pointer)).MaxBy(resource => resource.Pointer.Length)!;

    /// <summary>Goes on from a place by a JSON Pointer (RFC 6901).</summary>
    public static SchemaLocation? Find(SchemaLocation start, string pointer)
    {
        var location = start;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (!TryStep(location.Element, name, out var next))
            {
                return null;
            }

            location = location.Get(name, next);
        }

        return location;
    }

    private static bool TryStep(JsonElement element, string name, out JsonElement next)
    {
        next = default;
        if (element.ValueKind == JsonValueKind.Object)
        {
            return element.TryGetProperty(name, out next);
        }

        if (element.ValueKind != JsonValueKind.Array
            || !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= element.GetArrayLength())
        {
            return false;
        }

        next = element[index];
        return true;
    }

    private static bool IsWithin(string pointer, string outer) =>
        pointer.StartsWith(outer, StringComparison.Ordinal) && (pointer.Length == outer.Length || pointer[outer.Length] == '/');

    private static string Explain(JsonFault fault) => fault switch
    {
        JsonFault.DuplicateName => "an object has a member twice; every name may stand once.",
        JsonFault.TooDeep => $"it is nested deeper than {MaxDepth} levels.",
        JsonFault.TooManyMembers => $"an object has more than {Reading.MaxMembers} members.",
        JsonFault.NumberTooLong => $"a number has more than {Reading.MaxNumberLength} characters.",
        _ => $"it has more than {Reading.MaxTokens} names and values.",
    };
}
