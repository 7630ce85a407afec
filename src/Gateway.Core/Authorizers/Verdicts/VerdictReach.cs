using System.Globalization;
using System.Text;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>
/// Where a verdict counts, as a part of its key:
/// <code>
/// policy, or AllowEverywhere    *scope                       scopes in their order, because the authorizer was asked for them
/// plain                         endpoint stage *scope
/// each part                     length ":" text
/// </code>
/// </summary>
internal readonly record struct VerdictReach(string OfPolicies, string OfPlain)
{
    public static VerdictReach Create(string endpoint, string stage, IReadOnlyList<string> scopes, bool allowEverywhere)
    {
        var everywhere = Join(scopes);
        return new VerdictReach(everywhere, allowEverywhere ? everywhere : Join([endpoint, stage, .. scopes]));
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
