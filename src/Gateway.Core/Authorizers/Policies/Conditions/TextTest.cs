using System.Globalization;

namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>One value of a condition, compared with a text of the request.</summary>
internal abstract class TextTest
{
    /// <summary>Bytes in memory, about.</summary>
    public abstract long Size { get; }

    public abstract bool Matches(ReadOnlySpan<char> text);
}

internal sealed class EqualTest(string value, StringComparison comparison) : TextTest
{
    public override long Size => PolicySize.Object + PolicySize.OfText(value);

    public override bool Matches(ReadOnlySpan<char> text) => text.Equals(value, comparison);
}

internal sealed class LikeTest(string value) : TextTest
{
    private readonly WildcardPattern _pattern = new(value);

    public override long Size => PolicySize.Object + _pattern.Size;

    public override bool Matches(ReadOnlySpan<char> text) => _pattern.Matches(text);
}

internal sealed class BooleanTest(bool value) : TextTest
{
    public override long Size => PolicySize.Object;

    public override bool Matches(ReadOnlySpan<char> text) => bool.TryParse(text, out var read) && read == value;
}

internal sealed class NumberTest(double value, PolicyComparison comparison) : TextTest
{
    public override long Size => PolicySize.Object;

    public override bool Matches(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Fits(number, value, comparison);

    public static bool Fits(double number, double value, PolicyComparison comparison) => comparison switch
    {
        PolicyComparison.Less => number < value,
        PolicyComparison.LessOrEqual => number <= value,
        PolicyComparison.Greater => number > value,
        PolicyComparison.GreaterOrEqual => number >= value,
        _ => number == value,
    };
}

/// <summary>An ARN, each of its six parts by a pattern of its own: a <c>*</c> does not reach over a colon.</summary>
internal sealed class ArnTest(string[] parts) : TextTest
{
    public const int Parts = 6;

    private readonly WildcardPattern[] _parts = [.. parts.Select(part => new WildcardPattern(part))];

    public override long Size => PolicySize.Object + _parts.Sum(part => part.Size);

    public override bool Matches(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < Parts - 1; i++)
        {
            var colon = text.IndexOf(':');
            if (colon < 0 || !_parts[i].Matches(text[..colon]))
            {
                return false;
            }

            text = text[(colon + 1)..];
        }

        return _parts[^1].Matches(text);
    }
}
