using System.Text;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Documents;

/// <summary>Random numbers, as fractions of whole numbers have them.</summary>
public class JsonNumberPropertyTests
{
    [Fact]
    public void JsonNumber_RandomPair_IsAsFractionsHaveIt()
    {
        foreach (var seed in FuzzSeeds.Take(usual: 20_000))
        {
            var random = new Random(seed);
            var (left, right) = (Create(random), Create(random));
            right = random.Next(4) == 0 ? Respell(left, random) : right;
            Assert.True(IsAsFractions(left, right), $"GATEWAY_FUZZ_SEED={seed}: {left} and {right}");
        }
    }

    private static bool IsAsFractions(string leftText, string rightText)
    {
        var (left, right) = (Parse(leftText), Parse(rightText));
        var (leftFraction, rightFraction) = (Rational.Parse(leftText), Rational.Parse(rightText));
        var order = leftFraction.CompareTo(rightFraction);
        return Math.Sign(left.CompareTo(right)) == Math.Sign(order)
            && left.Equals(right) == (order == 0)
            && (order != 0 || left.GetHashCode() == right.GetHashCode())
            && left.IsInteger == leftFraction.IsInteger()
            && left.IsZero == leftFraction.Numerator.IsZero
            && (right.IsZero || left.IsMultipleOf(right) == leftFraction.IsMultipleOf(rightFraction));
    }

    private static string Create(Random random)
    {
        var text = new StringBuilder(random.Next(3) == 0 ? "-" : "");
        text.Append(CreateDigits(random));
        if (random.Next(2) == 0)
        {
            text.Append('.').Append(CreateDigits(random)).Append(random.Next(3) == 0 ? "000" : "");
        }

        if (random.Next(2) == 0)
        {
            text.Append(random.Next(2) == 0 ? 'e' : 'E').Append(random.Next(-25, 25));
        }

        return text.ToString();
    }

    // Few different digits, and mostly about as many as fit into 64 bits, where one way to count goes over into the other.
    private static string CreateDigits(Random random)
    {
        var length = random.Next(3) switch { 0 => random.Next(1, 3), 1 => random.Next(16, 22), _ => random.Next(1, 45) };
        return string.Concat(Enumerable.Range(0, length).Select(_ => "0001259"[random.Next(7)]));
    }

    /// <summary>The same number with its point elsewhere, or one that differs in the last digit.</summary>
    private static string Respell(string text, Random random)
    {
        var mark = text.IndexOfAny(['e', 'E']);
        var mantissa = mark < 0 ? text : text[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], null);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var zeros = random.Next(30);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal) + new string('0', zeros);
        return random.Next(4) == 0 ? $"{digits[..^1]}1e{exponent - fraction - zeros}" : $"{digits}e{exponent - fraction - zeros}";
    }

    private static JsonNumber Parse(string text) => JsonNumber.Parse(Encoding.UTF8.GetBytes(text));
}
