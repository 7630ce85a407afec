namespace Gateway.Core.Validation.Rules;

internal enum QuotedNumberKind
{
    Finite,
    NotANumber,
    PositiveInfinity,
    NegativeInfinity,

    /// <summary>Only some types read it, or it is too long to be looked at: no bound accepts it, and <c>type</c> does not either.</summary>
    Doubtful,
}
