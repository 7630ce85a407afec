namespace Gateway.Core.Validation.Rules;

internal enum QuotedNumberKind
{
    Finite,
    NotANumber,
    PositiveInfinity,
    NegativeInfinity,
}
