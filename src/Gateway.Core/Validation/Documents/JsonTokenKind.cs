namespace Gateway.Core.Validation.Documents;

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
