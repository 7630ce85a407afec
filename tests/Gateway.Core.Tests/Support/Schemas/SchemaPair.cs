using System.Text;
using System.Text.Json.Nodes;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>A schema and one of the documents made for it.</summary>
/// <param name="Draft">Of the schema.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Document">The document.</param>
/// <param name="Index">Which of the documents.</param>
/// <param name="Spelling">The seed of how both are written; none writes them as usual.</param>
internal sealed record SchemaPair(JsonSchemaDraft Draft, JsonObject Schema, JsonNode? Document, int Index, int? Spelling)
{
    private static readonly Uri Address = SchemaUri.OfModel("$oracle");

    public string SchemaText => Write(Schema, 0);

    public string DocumentText => Write(Document, 1 + Index);

    public static CompiledSchema Compile(string schema) =>
        SchemaCompiler.Compile(new SchemaSource("the schema", schema, Address), new SchemaLibrary(new SchemaSettings()));

    public bool IsMismatch() => IsMismatch(Compile(SchemaText), SchemaOracle.Create(Draft, SchemaText), new Workspace(), out _);

    /// <summary>Whether the validator and the oracle differ.</summary>
    public bool IsMismatch(CompiledSchema schema, Func<string, bool> oracle, Workspace workspace, out SchemaVerdict verdict)
    {
        var text = DocumentText;
        verdict = schema.Validate(Encoding.UTF8.GetBytes(text), workspace).Verdict;
        var isValid = oracle(ReadsSpelledNumbers() ? text : new JsonSpelling(null).Write(Document));
        return verdict != (isValid ? SchemaVerdict.Valid : SchemaVerdict.Invalid);
    }

    public override string ToString() => $"{Draft}\nschema    {SchemaText}\ndocument  {DocumentText}\nmismatch  {IsMismatch()}";

    /// <summary>To JsonSchema.Net 8.0.5, [1] and [1.0] differ where items have to; it gets the document as it is usually written then.</summary>
    private bool ReadsSpelledNumbers() =>
        Draft == JsonSchemaDraft.Draft4 || !Schema.ToJsonString().Contains("\"uniqueItems\":true", StringComparison.Ordinal);

    private string Write(JsonNode? node, int offset) =>
        new JsonSpelling(Spelling is { } seed ? new Random(seed + offset) : null)
        {
            // To draft 4, a minLength of 1.0 is no integer.
            KeepsIntegers = offset == 0 && Draft == JsonSchemaDraft.Draft4,
        }.Write(node);
}
