using System.Text;

namespace Gateway.Core.Validation.Types.Values;

/// <summary>One name of an enum's value in JSON.</summary>
/// <param name="Text">As the serializer writes it.</param>
/// <param name="IsAnyCase">Whether the binder ignores case there: it does where it has the name from C#, not from a policy or an attribute.</param>
internal sealed record EnumName(string Text, bool IsAnyCase)
{
    /// <summary>A regular expression without anchors. ECMAScript's have no switch for the case inside the pattern.</summary>
    public string Pattern
    {
        get
        {
            var pattern = new StringBuilder();
            foreach (var character in Text)
            {
                var (lower, upper) = (char.ToLowerInvariant(character), char.ToUpperInvariant(character));
                _ = IsAnyCase && lower != upper ? pattern.Append('[').Append(lower).Append(upper).Append(']')
                    : @"\^$.|?*+()[]{}/".Contains(character) ? pattern.Append('\\').Append(character)
                    : pattern.Append(character);
            }

            return pattern.ToString();
        }
    }

    public bool Covers(string other) => string.Equals(Text, other, IsAnyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
