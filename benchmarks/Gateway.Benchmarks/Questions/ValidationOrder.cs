using System.Text.Json;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Schemas;
using NJsonSchema;

namespace Gateway.Benchmarks.Questions;

/// <summary>S1: an order of about 1 KB against its schema, from bytes to verdict.</summary>
internal static class ValidationOrder
{
    // What the document of a validator that needs one may cost.
    private const long DocumentBytes = 72;

    /// <summary>Against the validator that most .NET applications take.</summary>
    public static async Task<IQuestion> CreateAsync() => new Question
    {
        Ours = OfOurs(OrderSchema.Plain),
        Rival = await OfNJsonSchemaAsync(),
        Goal = new Goal(0.06, AllocationGoal.Exactly(0)),
    };

    /// <summary>Against reading alone: what nobody who looks at every byte gets below.</summary>
    public static Task<IQuestion> CreateForReadingAsync() => Task.FromResult<IQuestion>(new Question
    {
        Ours = OfOurs(OrderSchema.Plain),
        Rival = new Variant("Utf8JsonReader", Walk(OrderText.Bytes), () => null),
        Goal = new Goal(2.5, AllocationGoal.Exactly(0)),
    });

    /// <summary>With the keywords that need the whole document; the rival, which does not know them all, has the plain schema.</summary>
    public static async Task<IQuestion> CreateForDocumentAsync() => new Question
    {
        Ours = OfOurs(OrderSchema.Full),
        Rival = await OfNJsonSchemaAsync(),
        Goal = new Goal(0.12, AllocationGoal.AtMost(DocumentBytes)),
    };

    private static Variant OfOurs(string schema)
    {
        var validator = new Validator(schema);
        return new Variant("our schema", validator.Loop(OrderText.Bytes), validator.CheckOrders);
    }

    private static async Task<Variant> OfNJsonSchemaAsync()
    {
        var schema = await JsonSchema.FromJsonAsync(OrderSchema.Plain);
        return new Variant(
            "NJsonSchema",
            operations =>
            {
                for (var operation = 0; operation < operations; operation++)
                {
                    schema.Validate(OrderText.Json);
                }
            },
            () => Validator.CheckOrders(json => schema.Validate(json).Count == 0));
    }

    private static Action<int> Walk(byte[] json) => operations =>
    {
        for (var operation = 0; operation < operations; operation++)
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
            }
        }
    };
}
