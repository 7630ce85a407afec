using System.Globalization;
using Gateway.Core.Authorizers.Signing.Canonical;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>The parameters of a presigned request, decoded.</summary>
internal sealed class QuerySignature
{
    private const string Prefix = "X-Amz-";
    private const int MaxSeconds = 7 * 24 * 60 * 60;
    private const int LongestEncodedName = 3 * 20;

    public string? Algorithm { get; private set; }

    public string? Credential { get; private set; }

    public string? Date { get; private set; }

    public string? Expires { get; private set; }

    public string? PayloadHash { get; private set; }

    public string? SecurityToken { get; private set; }

    public string? Signature { get; private set; }

    public string? SignedHeaders { get; private set; }

    public bool IsComplete => Algorithm is SignatureNames.Algorithm
        && Credential is not null && Date is not null && SignedHeaders is not null && Signature is not null;

    /// <summary>Null when it is no number of seconds from 1 to seven days.</summary>
    public TimeSpan? Lifetime =>
        int.TryParse(Expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private bool IsSignature => Algorithm is not null || Credential is not null || Signature is not null;

    /// <summary>Null when the query has nothing of a signature; false when it says one thing twice.</summary>
    public static bool TryRead(ReadOnlySpan<char> query, out QuerySignature? signature)
    {
        signature = null;
        foreach (var parameter in new QueryParameters(query))
        {
            if (MayBeOne(parameter.Name) && !(signature ??= new QuerySignature()).TryAdd(
                parameter.Name.Contains('%') ? UriText.Decode(parameter.Name) : parameter.Name, parameter.Value))
            {
                return false;
            }
        }

        signature = signature is { IsSignature: true } ? signature : null;
        return true;
    }

    // A name may be written encoded: it is the decoded one that counts, as it is for the app.
    private static bool MayBeOne(ReadOnlySpan<char> name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) || (name.Contains('%') && name.Length <= LongestEncodedName);

    private bool TryAdd(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (name)
        {
            case SignatureNames.QueryAlgorithm when Algorithm is null:
                Algorithm = value is SignatureNames.Algorithm ? SignatureNames.Algorithm : UriText.Decode(value);
                return true;
            case SignatureNames.QueryCredential when Credential is null:
                Credential = UriText.Decode(value);
                return true;
            case SignatureNames.QueryDate when Date is null:
                Date = UriText.Decode(value);
                return true;
            case SignatureNames.QueryExpires when Expires is null:
                Expires = UriText.Decode(value);
                return true;
            case SignatureNames.QueryPayloadHash when PayloadHash is null:
                PayloadHash = UriText.Decode(value);
                return true;
            case SignatureNames.QuerySecurityToken when SecurityToken is null:
                SecurityToken = UriText.Decode(value);
                return true;
            case SignatureNames.QuerySignature when Signature is null:
                Signature = UriText.Decode(value);
                return true;
            case SignatureNames.QuerySignedHeaders when SignedHeaders is null:
                SignedHeaders = UriText.Decode(value);
                return true;
            default:
                return name is not (SignatureNames.QueryAlgorithm or SignatureNames.QueryCredential or SignatureNames.QueryDate
                    or SignatureNames.QueryExpires or SignatureNames.QueryPayloadHash or SignatureNames.QuerySecurityToken
                    or SignatureNames.QuerySignature or SignatureNames.QuerySignedHeaders);
        }
    }
}
