using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>
/// A value while a template runs. What is of the body is the index of a token, and what the template made the place in memory of the run:
/// a value means nothing outside of the run that made it.
/// </summary>
internal readonly struct TemplateValue
{
    private readonly long _bits;
    private readonly string? _text;

    private TemplateValue(TemplateValueKind kind, long bits = 0, string? text = null)
    {
        Kind = kind;
        _bits = bits;
        _text = text;
    }

    public static TemplateValue Null => default;

    public TemplateValueKind Kind { get; }

    /// <summary>Everything but null and false is, the empty text and zero too.</summary>
    public bool IsTrue => Kind > TemplateValueKind.False;

    public bool IsNull => Kind == TemplateValueKind.Null;

    public long Integer => _bits;

    public double Double => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>Of a text, or of a number that is kept as written.</summary>
    public string Text => _text!;

    /// <summary>The body's token; of a member that of its name.</summary>
    public int Token => (int)_bits;

    /// <summary>Where a list, a map or a map's member begins, or a range.</summary>
    public int Start => (int)(_bits >> 32);

    /// <summary>Items of a list, or names and values of a map.</summary>
    public int Count => (int)_bits;

    /// <summary>The last number of a range.</summary>
    public int End => (int)_bits;

    public static TemplateValue OfBoolean(bool value) => new(value ? TemplateValueKind.True : TemplateValueKind.False);

    public static TemplateValue OfInteger(long value) => new(TemplateValueKind.Integer, value);

    public static TemplateValue OfDouble(double value) => new(TemplateValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static TemplateValue OfNumber(string text) => new(TemplateValueKind.Number, 0, text);

    public static TemplateValue OfText(string? text) => text is null ? default : new(TemplateValueKind.Text, 0, text);

    public static TemplateValue OfToken(ReadOnlySpan<JsonToken> tokens, int index) => tokens[index].Kind switch
    {
        JsonTokenKind.Null => default,
        JsonTokenKind.False => OfBoolean(false),
        JsonTokenKind.True => OfBoolean(true),
        _ => new(TemplateValueKind.Token, index),
    };

    public static TemplateValue OfMember(int name) => new(TemplateValueKind.TokenMember, name);

    public static TemplateValue OfList(int start, int count) => new(TemplateValueKind.List, Pack(start, count));

    public static TemplateValue OfMap(int start, int count) => new(TemplateValueKind.Map, Pack(start, count));

    public static TemplateValue OfMapMember(int start) => new(TemplateValueKind.MapMember, Pack(start, 2));

    public static TemplateValue OfRange(int start, int end) => new(TemplateValueKind.Range, Pack(start, end));

    /// <summary>The same, JSON wherever it is printed.</summary>
    public TemplateValue AsJson() => Kind == TemplateValueKind.Token ? new(TemplateValueKind.Json, _bits) : this;

    /// <summary>The same, for one who looks into it rather than prints it.</summary>
    public TemplateValue AsToken() => Kind == TemplateValueKind.Json ? new(TemplateValueKind.Token, _bits) : this;

    private static long Pack(int start, int count) => ((long)start << 32) | (uint)count;
}
