using System.Globalization;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary>A value that is compared, or nothing: of the document, of the path, or worked out by a function.</summary>
internal readonly ref struct OperandValue
{
    private const int NumberLength = 20;
    private const int StackLength = 256;

    private readonly int _index;
    private readonly JsonNumber _number;

    private OperandValue(JsonTokenKind kind, int index)
    {
        IsSomething = true;
        Kind = kind;
        _index = index;
    }

    private OperandValue(scoped in JsonNumber number)
        : this(JsonTokenKind.Number, -1) => _number = number;

    private OperandValue(ReadOnlySpan<byte> text, bool isEscaped)
        : this(JsonTokenKind.String, -1)
    {
        Text = text;
        IsEscaped = isEscaped;
    }

    /// <summary>False for what a query did not find, and for the Nothing of a function.</summary>
    public bool IsSomething { get; }

    public JsonTokenKind Kind { get; }

    public bool IsText => IsSomething && Kind is JsonTokenKind.String;

    public ReadOnlySpan<byte> Text { get; }

    public bool IsEscaped { get; }

    /// <param name="run">The document.</param>
    /// <param name="index">A token, or -1 for nothing.</param>
    public static OperandValue OfNode(scoped ref PathRun run, int index)
    {
        if (index < 0)
        {
            return default;
        }

        ref readonly var token = ref run.Json.Tokens[index];
        return token.Kind switch
        {
            JsonTokenKind.String => new OperandValue(run.Json.GetText(token), token.IsEscaped),
            JsonTokenKind.Number => run.TrySpendOnDigits(token.Length) ? new OperandValue(run.Json.GetNumber(index)) : default,
            var kind => new OperandValue(kind, index),
        };
    }

    public static OperandValue OfText(ReadOnlySpan<byte> text) => new(text, isEscaped: false);

    public static OperandValue OfNumber(scoped in JsonNumber number) => new(number);

    public static OperandValue OfNumber(int number)
    {
        Span<byte> text = stackalloc byte[NumberLength];
        number.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return new OperandValue(JsonNumber.Parse(text[..length]));
    }

    /// <summary>True, false or null.</summary>
    public static OperandValue OfWord(JsonTokenKind kind) => new(kind, -1);

    // Code points are counted byte by byte, so a step for each is enough for those of escapes.
    public int GetLength(scoped ref PathRun run) => Kind switch
    {
        JsonTokenKind.String => run.TrySpend(Text.Length) ? JsonText.CountCodePoints(Text, IsEscaped) : 0,
        _ => run.Json.Tokens[_index].Count,
    };

    public static bool AreEqual(ref PathRun run, in OperandValue left, in OperandValue right)
    {
        if (!left.IsSomething || !right.IsSomething)
        {
            return left.IsSomething == right.IsSomething;
        }

        return left.Kind == right.Kind && left.Kind switch
        {
            JsonTokenKind.Number => left._number.Equals(right._number),
            JsonTokenKind.String => AreEqualTexts(ref run, left, right),
            JsonTokenKind.Object or JsonTokenKind.Array => AreEqualContainers(ref run, left._index, right._index),
            _ => true,
        };
    }

    /// <summary>Only numbers and texts have an order: that of code points, which that of the bytes of UTF-8 is.</summary>
    public static bool IsLess(ref PathRun run, in OperandValue left, in OperandValue right)
    {
        if (!left.IsSomething || !right.IsSomething || left.Kind != right.Kind)
        {
            return false;
        }

        return left.Kind switch
        {
            JsonTokenKind.Number => left._number.CompareTo(right._number) < 0,
            JsonTokenKind.String => TrySpendOnTexts(ref run, left, right) && IsTextLess(left, right),
            _ => false,
        };
    }

    private static bool TrySpendOnTexts(ref PathRun run, in OperandValue left, in OperandValue right) =>
        run.TrySpendOnText(left.Text, left.IsEscaped) && run.TrySpendOnText(right.Text, right.IsEscaped);

    private static bool AreEqualTexts(ref PathRun run, in OperandValue left, in OperandValue right) =>
        MemberName.CanBeEqual(left.Text, left.IsEscaped, right.Text, right.IsEscaped, ignoresCase: false)
        && (left.IsEscaped || right.IsEscaped ? TrySpendOnTexts(ref run, left, right) : run.TrySpendOnBytes(left.Text.Length))
        && MemberName.Equals(left.Text, left.IsEscaped, right.Text, right.IsEscaped, ignoresCase: false);

    private static bool IsTextLess(in OperandValue left, in OperandValue right)
    {
        using var plainLeft = new PlainText(left.Text, left.IsEscaped, stackalloc byte[StackLength]);
        using var plainRight = new PlainText(right.Text, right.IsEscaped, stackalloc byte[StackLength]);
        return plainLeft.Bytes.SequenceCompareTo(plainRight.Bytes) < 0;
    }

    // Those that are equal have as many tokens, whatever their order.
    private static bool AreEqualContainers(ref PathRun run, int left, int right) =>
        left == right
        || (run.Json.Tokens[left].Next - left == run.Json.Tokens[right].Next - right
            && run.TrySpendOnComparison(left, right)
            && JsonEquality.AreEqual(run.Json, left, run.Json, right));
}
