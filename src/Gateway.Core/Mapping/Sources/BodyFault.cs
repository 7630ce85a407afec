namespace Gateway.Core.Mapping.Sources;

/// <summary>Why no value can be had from a body that looks like JSON.</summary>
internal enum BodyFault
{
    None,

    /// <summary>It is no JSON.</summary>
    Malformed,

    /// <summary>A member on the way to the value is there twice: the handler may read the other one.</summary>
    DuplicateName,

    /// <summary>It is longer than a mapped value may be.</summary>
    TooLong,

    /// <summary>It is deeper, or the path takes more work, than is allowed.</summary>
    TooComplex,
}
