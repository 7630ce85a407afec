using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>The keyword <c>type</c>.</summary>
/// <param name="types">Those accepted.</param>
/// <param name="isIntegerWritten">
/// Whether an integer is a number written without fraction and exponent, as in draft 4; later drafts go by its value.
/// </param>
internal sealed class TypeRule(JsonTypes types, bool isIntegerWritten)
{
    // A bit for each kind of which every value is of an accepted type.
    private readonly int _kinds = GetKinds(types);

    public Expectation Expectation { get; } = new("type", Describe(types));

    /// <summary>Whether every value of the kind is of an accepted type.</summary>
    public bool Accepts(JsonTokenKind kind) => (_kinds & (1 << (int)kind)) != 0;

    public bool Accepts(in Evaluation run, int index, JsonTokenKind kind) => Accepts(kind) || kind switch
    {
        JsonTokenKind.Number => types.HasFlag(JsonTypes.Integer) && IsInteger(run.Json.GetText(index)),
        JsonTokenKind.String or JsonTokenKind.Name => AcceptsQuoted(run, index),
        _ => false,
    };

    /// <summary>Whether values of the kind can be of an accepted type at all.</summary>
    public bool AcceptsKind(JsonTokenKind kind) => Accepts(kind) || (kind == JsonTokenKind.Number && types.HasFlag(JsonTypes.Integer));

    private static int GetKinds(JsonTypes types) =>
        Enum.GetValues<JsonTokenKind>().Where(kind => types.HasFlag(GetType(kind))).Aggregate(0, (bits, kind) => bits | (1 << (int)kind));

    private static JsonTypes GetType(JsonTokenKind kind) => kind switch
    {
        JsonTokenKind.Object => JsonTypes.Object,
        JsonTokenKind.Array => JsonTypes.Array,
        JsonTokenKind.String or JsonTokenKind.Name => JsonTypes.String,
        JsonTokenKind.Number => JsonTypes.Number,
        JsonTokenKind.Null => JsonTypes.Null,
        _ => JsonTypes.Boolean,
    };

    private static string Describe(JsonTypes types) =>
        string.Join(" or ", Enum.GetValues<JsonTypes>()
            .Where(type => type is not (JsonTypes.None or JsonTypes.All) && types.HasFlag(type))
            .Select(type => type.ToString().ToLowerInvariant()));

    private bool AcceptsQuoted(in Evaluation run, int index) =>
        ((types & (JsonTypes.Number | JsonTypes.Integer)) != 0
            && QuotedNumber.TryRead(run, index, out var quoted)
            && ((types.HasFlag(JsonTypes.Number) && IsNumber(quoted, run.Json.Reading)) || IsInteger(quoted)))
        || (types.HasFlag(JsonTypes.Boolean) && QuotedBoolean.TryRead(run, index, out _));

    private static bool IsNumber(in QuotedNumber quoted, JsonReading reading) =>
        quoted.Kind == QuotedNumberKind.Finite || (reading.ReadsNamedNumbers && quoted.Kind != QuotedNumberKind.Doubtful);

    private bool IsInteger(in QuotedNumber quoted) =>
        quoted.Kind == QuotedNumberKind.Finite && (quoted.IsIntegerWritten || (!isIntegerWritten && quoted.Number.IsInteger));

    private bool IsInteger(ReadOnlySpan<byte> text) =>
        IsIntegerWritten(text) || (!isIntegerWritten && JsonNumber.Parse(text).IsInteger);

    // Mostly a digit or two, for which a vectorized search takes longer.
    private static bool IsIntegerWritten(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (character is (byte)'.' or (byte)'e' or (byte)'E')
            {
                return false;
            }
        }

        return true;
    }
}
