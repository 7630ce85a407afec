namespace Gateway.Core.Mapping.Templates.Output;

/// <summary>What may come next in a JSON text (RFC 8259).</summary>
internal enum JsonPlace : byte
{
    /// <summary>A value must come.</summary>
    BeforeValue,

    /// <summary>Behind an opening bracket: a value, or the end of the array.</summary>
    ArrayStart,

    /// <summary>Behind an opening brace: a key, or the end of the object.</summary>
    ObjectStart,

    /// <summary>A key must come.</summary>
    BeforeKey,

    /// <summary>A colon must come.</summary>
    AfterKey,

    /// <summary>A comma, or the end of what the value is in.</summary>
    AfterValue,

    /// <summary>Inside a string that is a value.</summary>
    InString,

    /// <summary>Inside a string that is a key.</summary>
    InKey,

    /// <summary>Inside a number.</summary>
    InNumber,

    /// <summary>Inside true, false or null.</summary>
    InWord,
}
