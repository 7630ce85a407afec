using System.Security.Cryptography;
using System.Text;

namespace Gateway.Core.Authorizers.Signing.Credentials;

/// <summary>
/// What one secret signs with in one region and service, a key per day. The keys of the last days are kept, so that a caller costs four
/// HMACs a day; presigned requests of a week use eight of them side by side.
/// </summary>
internal sealed class SigningKeys(string secret, string region, string service)
{
    private const int KeptDays = 8;

    private readonly DayKey?[] _days = new DayKey?[KeptDays];

    /// <param name="signedAt">When the request was signed.</param>
    /// <param name="date">The same as text, <c>20150830</c>.</param>
    public ReadOnlySpan<byte> Get(DateTimeOffset signedAt, ReadOnlySpan<char> date)
    {
        var day = (int)(signedAt.UtcTicks / TimeSpan.TicksPerDay);
        ref var place = ref _days[day % KeptDays];
        var known = Volatile.Read(ref place);
        if (known is null || known.Day != day)
        {
            // Two requests that derive it at once come to the same.
            known = new DayKey(day, Derive(date));
            Volatile.Write(ref place, known);
        }

        return known.Key;
    }

    public bool IsOf(string other) => string.Equals(secret, other, StringComparison.Ordinal);

    private byte[] Derive(ReadOnlySpan<char> date)
    {
        var first = Encoding.UTF8.GetBytes("AWS4" + secret);
        Span<byte> text = stackalloc byte[64];
        Span<byte> key = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(first, text[..Encoding.ASCII.GetBytes(date, text)], key);
        HMACSHA256.HashData(key, text[..Encoding.ASCII.GetBytes(region, text)], key);
        HMACSHA256.HashData(key, text[..Encoding.ASCII.GetBytes(service, text)], key);
        HMACSHA256.HashData(key, text[..Encoding.ASCII.GetBytes(SignatureNames.Terminator, text)], key);
        CryptographicOperations.ZeroMemory(first);
        return key.ToArray();
    }

    private sealed record DayKey(int Day, byte[] Key);
}
