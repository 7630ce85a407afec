using System.Text;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>
/// What a fuzzer gives, taken apart:
/// <code>
/// options   1 byte: 1 ignores case, 2 comments, 4 trailing commas, 8 quoted numbers, 16 and 32 the draft
/// schema    up to the first 0
/// document  the rest
/// </code>
/// </summary>
internal sealed record SchemaFuzzInput(byte Options, string Schema, byte[] Document)
{
    /// <summary>The options that make documents be read as loosely as they can be.</summary>
    public const byte AllOfReading = 15;

    private static readonly JsonSchemaDraft[] Drafts = Enum.GetValues<JsonSchemaDraft>();

    public SchemaSettings Settings => new()
    {
        DefaultDraft = Drafts[(Options >> 4) & 3],
        MaxSteps = 100_000,
        Reading = new JsonReading
        {
            IgnoresNameCase = (Options & 1) != 0,
            AllowsComments = (Options & 2) != 0,
            AllowsTrailingCommas = (Options & 4) != 0,
            ReadsQuotedNumbers = (Options & 8) != 0,
        },
    };

    public static SchemaFuzzInput Parse(ReadOnlySpan<byte> input)
    {
        var rest = input.Length == 0 ? input : input[1..];
        var end = rest.IndexOf((byte)0);
        end = end < 0 ? rest.Length : end;
        return new SchemaFuzzInput(
            input.Length == 0 ? (byte)0 : input[0],
            Encoding.UTF8.GetString(rest[..end]),
            end == rest.Length ? [] : rest[(end + 1)..].ToArray());
    }

    public static SchemaFuzzInput Create(JsonSchemaDraft draft, string schema, string document) =>
        new((byte)(Array.IndexOf(Drafts, draft) << 4), schema, Encoding.UTF8.GetBytes(document));

    public override string ToString() => $"options   {Options}\nschema    {Schema}\ndocument  {Encoding.UTF8.GetString(Document)}";
}
