namespace Gateway.Core.Pipeline.Bodies;

internal enum DecodingOutcome
{
    /// <summary>The encoded bytes break off, go on after their end, or are something else.</summary>
    Malformed,

    /// <summary>They expand to more than they may.</summary>
    TooLarge,

    Whole,
}
