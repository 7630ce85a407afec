using System.Globalization;
using System.Text;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>
/// Where a verdict counts, as a part of its key:
/// <code>
/// policy, or AllowEverywhere    *scope                       scopes in their order, because the authorizer was asked for them
/// plain                         owner stage *scope           the endpoint by reference: two may have one id
/// each part                     length ":" text
/// </code>
/// </summary>
/// <param name="OfPolicies">For policies.</param>
/// <param name="OfPlain">For plain answers.</param>
/// <param name="Owner">The endpoint of plain answers, or null when they count everywhere.</param>
internal readonly record struct VerdictReach(string OfPolicies, string OfPlain, object? Owner)
{
    public static VerdictReach Create(object owner, string stage, IReadOnlyList<string> scopes, bool allowEverywhere)
    {
        var everywhere = Join(scopes);
        return allowEverywhere ? new VerdictReach(everywhere, everywhere, null) : new VerdictReach(everywhere, Join([stage, .. scopes]), owner);
    }

    public static string Join(IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
        }

        return text.ToString();
    }
}
