namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>What kinds of operators a condition key can be compared by.</summary>
[Flags]
internal enum PolicyFamilies
{
    Text = 1,
    Number = 2,
    Date = 4,
    Boolean = 8,
    Address = 16,
    Arn = 32,
    Presence = 64,
}
