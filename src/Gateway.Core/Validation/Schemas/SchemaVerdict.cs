namespace Gateway.Core.Validation.Schemas;

internal enum SchemaVerdict
{
    Valid,

    /// <summary>It is not as the schema wants it.</summary>
    Invalid,

    /// <summary>It is no JSON, or says something twice.</summary>
    Malformed,

    /// <summary>It is over a bound.</summary>
    TooComplex,
}
