using System.Collections.Frozen;

namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>One of the reference's condition operators.</summary>
/// <param name="Name">Without <c>IfExists</c>.</param>
/// <param name="Family">What it compares.</param>
/// <param name="Comparison">How.</param>
/// <param name="IsNegated">Whether it holds where the comparison does not, and where the key is missing.</param>
internal sealed record PolicyOperator(
    string Name,
    PolicyFamilies Family,
    PolicyComparison Comparison = PolicyComparison.Equal,
    bool IsNegated = false)
{
    public const string IfExists = "IfExists";

    private static readonly FrozenDictionary<string, PolicyOperator> ByName = new PolicyOperator[]
    {
        new("StringEquals", PolicyFamilies.Text),
        new("StringNotEquals", PolicyFamilies.Text, IsNegated: true),
        new("StringEqualsIgnoreCase", PolicyFamilies.Text, PolicyComparison.EqualIgnoringCase),
        new("StringNotEqualsIgnoreCase", PolicyFamilies.Text, PolicyComparison.EqualIgnoringCase, IsNegated: true),
        new("StringLike", PolicyFamilies.Text, PolicyComparison.Like),
        new("StringNotLike", PolicyFamilies.Text, PolicyComparison.Like, IsNegated: true),
        new("NumericEquals", PolicyFamilies.Number),
        new("NumericNotEquals", PolicyFamilies.Number, IsNegated: true),
        new("NumericLessThan", PolicyFamilies.Number, PolicyComparison.Less),
        new("NumericLessThanEquals", PolicyFamilies.Number, PolicyComparison.LessOrEqual),
        new("NumericGreaterThan", PolicyFamilies.Number, PolicyComparison.Greater),
        new("NumericGreaterThanEquals", PolicyFamilies.Number, PolicyComparison.GreaterOrEqual),
        new("DateEquals", PolicyFamilies.Date),
        new("DateNotEquals", PolicyFamilies.Date, IsNegated: true),
        new("DateLessThan", PolicyFamilies.Date, PolicyComparison.Less),
        new("DateLessThanEquals", PolicyFamilies.Date, PolicyComparison.LessOrEqual),
        new("DateGreaterThan", PolicyFamilies.Date, PolicyComparison.Greater),
        new("DateGreaterThanEquals", PolicyFamilies.Date, PolicyComparison.GreaterOrEqual),
        new("Bool", PolicyFamilies.Boolean),
        new("IpAddress", PolicyFamilies.Address),
        new("NotIpAddress", PolicyFamilies.Address, IsNegated: true),

        // The reference's own words: ArnEquals and ArnLike behave alike.
        new("ArnEquals", PolicyFamilies.Arn),
        new("ArnNotEquals", PolicyFamilies.Arn, IsNegated: true),
        new("ArnLike", PolicyFamilies.Arn),
        new("ArnNotLike", PolicyFamilies.Arn, IsNegated: true),
        new("Null", PolicyFamilies.Presence),
    }.ToFrozenDictionary(item => item.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <param name="name">The name as the document has it.</param>
    /// <param name="isOptional">Whether a missing key satisfies it: <c>…IfExists</c>.</param>
    public static PolicyOperator? Find(string name, out bool isOptional)
    {
        isOptional = name.EndsWith(IfExists, StringComparison.Ordinal);
        var found = ByName.GetValueOrDefault(isOptional ? name[..^IfExists.Length] : name);
        return isOptional && found?.Family == PolicyFamilies.Presence ? null : found;
    }

    public static IEnumerable<string> NamesOf(PolicyFamilies families) =>
        Names.Where(name => (ByName[name].Family & (families | PolicyFamilies.Presence)) != 0);
}
