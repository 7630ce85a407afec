using System.Text;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary>A value that stands in the path.</summary>
internal sealed class LiteralOperand : FilterOperand
{
    private readonly JsonTokenKind _kind;
    private readonly byte[] _text = [];
    private readonly JsonNumber _number;

    private LiteralOperand(JsonTokenKind kind) => _kind = kind;

    private LiteralOperand(string text)
        : this(JsonTokenKind.String) => (Text, _text) = (text, Encoding.UTF8.GetBytes(text));

    private LiteralOperand(in JsonNumber number)
        : this(JsonTokenKind.Number) => _number = number;

    /// <summary>Of a text, else null.</summary>
    public string? Text { get; }

    public static LiteralOperand OfText(string text) => new(text);

    /// <param name="number">As JSON has it.</param>
    public static LiteralOperand OfNumber(string number) => new(JsonNumber.Parse(Encoding.UTF8.GetBytes(number)));

    public static LiteralOperand? TryGetWord(string word) => word switch
    {
        "true" => new LiteralOperand(JsonTokenKind.True),
        "false" => new LiteralOperand(JsonTokenKind.False),
        "null" => new LiteralOperand(JsonTokenKind.Null),
        _ => null,
    };

    public override OperandValue Evaluate(scoped ref PathRun run, int current) => _kind switch
    {
        JsonTokenKind.String => OperandValue.OfText(_text),
        JsonTokenKind.Number => OperandValue.OfNumber(_number),
        var kind => OperandValue.OfWord(kind),
    };
}
