using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Core.ApiKeys;

/// <summary>
/// SHA-256 of a key's value. A slow hash is not needed: a value has at least 128 random bits, so there is nothing to guess.
/// </summary>
internal readonly struct ApiKeyHash : IEquatable<ApiKeyHash>
{
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private ApiKeyHash(ReadOnlySpan<byte> bytes)
    {
        var parts = MemoryMarshal.Cast<byte, ulong>(bytes);
        (_a, _b, _c, _d) = (parts[0], parts[1], parts[2], parts[3]);
    }

    /// <summary>Hashes a value that <see cref="ApiKeyFormat"/> has accepted: ASCII and at most 128 characters.</summary>
    public static ApiKeyHash Compute(string value)
    {
        Span<byte> bytes = stackalloc byte[ApiKeyFormat.MaxLength];
        var length = Encoding.ASCII.GetBytes(value, bytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        CryptographicOperations.ZeroMemory(bytes);
        return new ApiKeyHash(hash);
    }

    public static bool TryParse([NotNullWhen(true)] string? hex, out ApiKeyHash hash)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        if (hex is { Length: 2 * SHA256.HashSizeInBytes }
            && Convert.FromHexString(hex, bytes, out _, out _) == OperationStatus.Done)
        {
            hash = new ApiKeyHash(bytes);
            return true;
        }

        hash = default;
        return false;
    }

    /// <summary>For proof: takes the same time wherever the two differ.</summary>
    public bool FixedTimeEquals(ApiKeyHash other) => CryptographicOperations.FixedTimeEquals(
        MemoryMarshal.AsBytes(new ReadOnlySpan<ApiKeyHash>(in this)),
        MemoryMarshal.AsBytes(new ReadOnlySpan<ApiKeyHash>(in other)));

    /// <summary>For look-up only; what is found is proved by <see cref="FixedTimeEquals"/>.</summary>
    public bool Equals(ApiKeyHash other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => obj is ApiKeyHash other && Equals(other);

    // Seeded per process: whoever can choose keys can compute SHA-256, but not where it falls in a table of ours.
    public override int GetHashCode() => HashCode.Combine(_a, _b);

    public override string ToString() =>
        Convert.ToHexStringLower(MemoryMarshal.AsBytes(new ReadOnlySpan<ApiKeyHash>(in this)));
}
