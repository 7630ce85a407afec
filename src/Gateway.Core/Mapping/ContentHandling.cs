namespace Gateway.Core.Mapping;

/// <summary>What becomes of a body on its way between caller and handler in Amazon API Gateway's mode (its setting <c>contentHandling</c>).</summary>
public enum ContentHandling
{
    /// <summary>
    /// What the media types say: text stays text, in which bytes that are no UTF-8 become U+FFFD; a binary body stays as it is where the other
    /// side takes binary, and is base64 where it does not; text becomes binary, by decoding base64, where the caller asks for a binary type.
    /// </summary>
    ByMediaType,

    /// <summary>Text: a binary body becomes base64.</summary>
    ConvertToText,

    /// <summary>Binary: a body that is not binary is decoded from base64, and what is no base64 fails with 500.</summary>
    ConvertToBinary,
}
