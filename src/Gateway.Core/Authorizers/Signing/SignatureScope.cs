using System.Buffers;
using System.Globalization;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>
/// The credential part of a signature, <c>AKIDEXAMPLE/20150830/us-east-1/execute-api/aws4_request</c>, held against what this gateway
/// accepts: all that can be decided without knowing the credential.
/// </summary>
internal sealed class SignatureScope(SignatureOptions options)
{
    private const int MaxAccessKeyIdLength = 128;
    private const int DateLength = 8;
    private const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly SearchValues<char> AccessKeyIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    /// <summary>Region, service and terminator, as the string to sign has them behind the date.</summary>
    public string Suffix { get; } = $"/{options.Region}/{options.Service}/{SignatureNames.Terminator}";

    public SignatureFailure Check(ReadOnlySpan<char> credential, ReadOnlySpan<char> timestamp, out string accessKeyId)
    {
        accessKeyId = "";
        var idLength = credential.IndexOf('/');
        if (idLength is < 1 or > MaxAccessKeyIdLength
            || credential[..idLength].ContainsAnyExcept(AccessKeyIdCharacters)
            || credential.Count('/') != 4
            || !credential.EndsWith("/" + SignatureNames.Terminator, StringComparison.Ordinal))
        {
            return SignatureFailure.Malformed;
        }

        var scope = credential[(idLength + 1)..];
        if (scope.IndexOf('/') != DateLength || scope[..DateLength].ContainsAnyExceptInRange('0', '9'))
        {
            return SignatureFailure.Malformed;
        }

        if (!scope[..DateLength].SequenceEqual(timestamp[..DateLength]) || !scope[DateLength..].SequenceEqual(Suffix))
        {
            return SignatureFailure.Invalid;
        }

        accessKeyId = credential[..idLength].ToString();
        return SignatureFailure.None;
    }

    /// <summary>Both edges of the window are in it.</summary>
    public bool IsInWindow(DateTimeOffset signedAt, TimeSpan? lifetime, DateTimeOffset now)
    {
        var age = now - signedAt;
        return -age <= options.MaxClockSkew && age <= (lifetime ?? options.MaxClockSkew);
    }

    public static bool TryParseTimestamp(ReadOnlySpan<char> text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
