namespace Gateway.Core.Pipeline.Documents;

internal enum JsonTokenKind
{
    Null,
    False,
    True,
    Number,
    String,

    /// <summary>A member's name; its value is the next token.</summary>
    Name,
    Object,
    Array,
}
