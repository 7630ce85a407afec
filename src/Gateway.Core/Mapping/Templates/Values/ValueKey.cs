using System.Globalization;
using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>What a value is ordered by, and by what two are the same: scalars by what they are, objects and arrays only if they are one.</summary>
internal readonly record struct ValueKey(byte Rank, double Number, long Identity, string? Text)
{
    private const byte Null = 0;
    private const byte Boolean = 1;
    private const byte NumberRank = 2;
    private const byte TextRank = 3;

    /// <summary>Of objects and arrays, which have no order.</summary>
    public const byte Container = 4;

    public static ValueKey Of(ref TemplateRun run, TemplateValue value)
    {
        if (ValueNumber.TryGet(run, value, out var number))
        {
            return number.Kind == TemplateValueKind.Integer
                ? new ValueKey(NumberRank, number.Integer, number.Integer, null)
                : new ValueKey(NumberRank, number.Double, 0, null);
        }

        if (ValueText.Is(run, value))
        {
            return new ValueKey(TextRank, 0, 0, ValueText.Get(ref run, value));
        }

        return value.Kind <= TemplateValueKind.True
            ? new ValueKey(value.IsNull ? Null : Boolean, value.IsTrue ? 1 : 0, 0, null)
            : new ValueKey(Container, (double)value.Kind, value.Integer, null);
    }

    /// <summary>
    /// Seeded, and of all bits: that of doubles, which the record would take, is the same for as many numbers as a caller likes, and a set of
    /// such takes quadratic time.
    /// </summary>
    public override int GetHashCode()
    {
        // Zero and its opposite are equal.
        var bits = BitConverter.DoubleToInt64Bits(Number == 0 ? 0 : Number);
        return HashCode.Combine(Rank, (int)bits, (int)(bits >> 32), (int)Identity, (int)(Identity >> 32), Text);
    }

    /// <summary>As lists are sorted: null first, texts as people sort them.</summary>
    public int CompareTo(in ValueKey other) =>
        Rank != other.Rank ? Rank.CompareTo(other.Rank)
        : Rank == TextRank ? CultureInfo.InvariantCulture.CompareInfo.Compare(Text, other.Text)
        : Number != other.Number ? Number.CompareTo(other.Number)
        : Identity.CompareTo(other.Identity);
}
