using System.Buffers;
using System.Security.Cryptography;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>SHA-256 of a body, as the 64 lower-case hexadecimal digits that signatures have in them.</summary>
internal static class PayloadHash
{
    public const int Length = 2 * SHA256.HashSizeInBytes;

    public const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static void Write(ReadOnlySequence<byte> body, Span<char> digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (body.IsSingleSegment)
        {
            SHA256.HashData(body.FirstSpan, hash);
        }
        else
        {
            using var parts = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var part in body)
            {
                parts.AppendData(part.Span);
            }

            parts.GetHashAndReset(hash);
        }

        Convert.TryToHexStringLower(hash, digits, out _);
    }

    public static bool IsOf(ReadOnlySequence<byte> body, string claimed)
    {
        Span<char> digits = stackalloc char[Length];
        Write(body, digits);
        return digits.SequenceEqual(claimed);
    }
}
