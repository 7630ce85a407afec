using Gateway.Core.Validation.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>The keyword <c>type</c>.</summary>
/// <param name="types">Those accepted.</param>
/// <param name="isIntegerWritten">
/// Whether an integer is a number written without fraction and exponent, as in draft 4; later drafts go by its value.
/// </param>
internal sealed class TypeRule(JsonTypes types, bool isIntegerWritten)
{
    public Expectation Expectation { get; } = new("type", Describe(types));

    public bool Accepts(in Evaluation run, int index) => run.Json.Tokens[index].Kind switch
    {
        JsonTokenKind.Object => types.HasFlag(JsonTypes.Object),
        JsonTokenKind.Array => types.HasFlag(JsonTypes.Array),
        JsonTokenKind.String or JsonTokenKind.Name => types.HasFlag(JsonTypes.String) || AcceptsQuoted(run, index),
        JsonTokenKind.Number => types.HasFlag(JsonTypes.Number) || (types.HasFlag(JsonTypes.Integer) && IsInteger(run.Json.GetText(index))),
        JsonTokenKind.Null => types.HasFlag(JsonTypes.Null),
        _ => types.HasFlag(JsonTypes.Boolean),
    };

    /// <summary>Whether values of the kind can be of an accepted type at all.</summary>
    public bool AcceptsKind(JsonTokenKind kind) => kind switch
    {
        JsonTokenKind.Object => types.HasFlag(JsonTypes.Object),
        JsonTokenKind.Array => types.HasFlag(JsonTypes.Array),
        JsonTokenKind.String or JsonTokenKind.Name => types.HasFlag(JsonTypes.String),
        JsonTokenKind.Number => (types & (JsonTypes.Number | JsonTypes.Integer)) != 0,
        JsonTokenKind.Null => types.HasFlag(JsonTypes.Null),
        _ => types.HasFlag(JsonTypes.Boolean),
    };

    private static string Describe(JsonTypes types) =>
        string.Join(" or ", Enum.GetValues<JsonTypes>()
            .Where(type => type is not (JsonTypes.None or JsonTypes.All) && types.HasFlag(type))
            .Select(type => type.ToString().ToLowerInvariant()));

    private bool AcceptsQuoted(in Evaluation run, int index) =>
        ((types & (JsonTypes.Number | JsonTypes.Integer)) != 0
            && QuotedNumber.TryRead(run, index, out var quoted)
            && (types.HasFlag(JsonTypes.Number) || IsInteger(quoted)))
        || (types.HasFlag(JsonTypes.Boolean) && run.Json.Reading.ReadsQuotedBooleans && IsBoolean(run.Json.GetText(index)));

    private static bool IsBoolean(ReadOnlySpan<byte> text) => text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8);

    private bool IsInteger(in QuotedNumber quoted) =>
        quoted.Kind == QuotedNumberKind.Finite && (quoted.IsIntegerWritten || (!isIntegerWritten && quoted.Number.IsInteger));

    private bool IsInteger(ReadOnlySpan<byte> text) =>
        text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 || (!isIntegerWritten && JsonNumber.Parse(text).IsInteger);
}
