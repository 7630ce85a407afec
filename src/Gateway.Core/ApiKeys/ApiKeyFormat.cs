using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;

namespace Gateway.Core.ApiKeys;

/// <summary>
/// The form of a key's value:
/// <code>
/// value    = "gw_" label "_" random "_" checksum
/// label    = 1 to 16 of a-z 0-9                  where the key is for; scanners and people recognise it
/// random   = 22 of 0-9 A-Z a-z                   131 bits
/// checksum = 6 of 0-9 A-Z a-z                    CRC-32C of all before the last "_", base 62
/// </code>
/// Values from elsewhere are 20 to 128 printable ASCII characters without comma, quote and space (the length is Amazon API
/// Gateway's rule); what begins with "gw_" must have the form above.
/// </summary>
internal static class ApiKeyFormat
{
    public const int MinLength = 20;
    public const int MaxLength = 128;

    private const string Prefix = "gw_";
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 22;
    private const int ChecksumLength = 6;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> RandomCharacters = SearchValues.Create(Base62);
    private static readonly SearchValues<char> ValueCharacters = SearchValues.Create(
        "!#$%&'()*+-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 16 && !label.AsSpan().ContainsAnyExcept(LabelCharacters);

    public static string CreateValue(string label)
    {
        var body = $"{Prefix}{label}_{RandomNumberGenerator.GetString(Base62, RandomLength)}";
        return string.Create(body.Length + 1 + ChecksumLength, body, static (span, body) =>
        {
            body.CopyTo(span);
            span[body.Length] = '_';
            WriteChecksum(body, span[(body.Length + 1)..]);
        });
    }

    /// <summary>Refuses what cannot be a key before anything is looked up: a typing error costs no store call.</summary>
    public static bool IsWellFormed(string value)
    {
        if (value.Length is < MinLength or > MaxLength || value.AsSpan().ContainsAnyExcept(ValueCharacters))
        {
            return false;
        }

        return !value.StartsWith(Prefix, StringComparison.Ordinal) || HasOwnForm(value);
    }

    /// <summary>What logs may show of a value: the prefix of a value of ours, and the last four characters.</summary>
    public static string Mask(string value)
    {
        if (!IsWellFormed(value))
        {
            return "…";
        }

        var prefix = value.StartsWith(Prefix, StringComparison.Ordinal) ? value[..(value.IndexOf('_', Prefix.Length) + 1)] : "";
        return $"{prefix}…{value[^4..]}";
    }

    private static bool HasOwnForm(ReadOnlySpan<char> value)
    {
        var tail = RandomLength + 1 + ChecksumLength;
        var labelLength = value.Length - Prefix.Length - 1 - tail;
        if (labelLength is < 1 or > 16)
        {
            return false;
        }

        var label = value.Slice(Prefix.Length, labelLength);
        var random = value.Slice(Prefix.Length + labelLength + 1, RandomLength);
        if (label.ContainsAnyExcept(LabelCharacters)
            || value[Prefix.Length + labelLength] != '_'
            || random.ContainsAnyExcept(RandomCharacters)
            || value[^(ChecksumLength + 1)] != '_')
        {
            return false;
        }

        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(value[..^(ChecksumLength + 1)], checksum);
        return value.EndsWith(checksum, StringComparison.Ordinal);
    }

    private static void WriteChecksum(ReadOnlySpan<char> body, Span<char> destination)
    {
        var crc = uint.MaxValue;
        foreach (var c in body)
        {
            crc = BitOperations.Crc32C(crc, (byte)c);
        }

        crc = ~crc;
        for (var i = ChecksumLength - 1; i >= 0; i--)
        {
            (crc, var digit) = Math.DivRem(crc, 62u);
            destination[i] = Base62[(int)digit];
        }
    }
}
