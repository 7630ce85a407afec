namespace Gateway.Core.Authorizers.Policies.Conditions;

internal enum PolicyComparison
{
    Equal,
    EqualIgnoringCase,
    Like,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
