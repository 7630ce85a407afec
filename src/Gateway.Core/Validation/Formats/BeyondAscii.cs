namespace Gateway.Core.Validation.Formats;

/// <summary>Which characters beyond ASCII may stand in a part of an identifier, in the terms of RFC 3987 section 2.2.</summary>
internal enum BeyondAscii
{
    None,

    /// <summary><c>ucschar</c></summary>
    Ucs,

    /// <summary><c>ucschar</c> and <c>iprivate</c></summary>
    UcsAndPrivate,
}
