namespace Gateway.Core.Authorizers.Signing;

/// <summary>
/// The value of an Authorization header:
/// <c>AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…</c>, each part exactly once, in any order.
/// </summary>
internal readonly record struct AuthorizationValue(
    ReadOnlyMemory<char> Credential, ReadOnlyMemory<char> SignedHeaders, ReadOnlyMemory<char> Signature)
{
    public static bool TryParse(string text, out AuthorizationValue value)
    {
        value = default;
        if (!text.StartsWith(SignatureNames.Algorithm + " ", StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsMemory(SignatureNames.Algorithm.Length + 1);
        foreach (var range in rest.Span.Split(','))
        {
            if (!TryAdd(rest[range].Trim(' '), ref value))
            {
                return false;
            }
        }

        return !value.Credential.IsEmpty && !value.SignedHeaders.IsEmpty && !value.Signature.IsEmpty;
    }

    private static bool TryAdd(ReadOnlyMemory<char> part, ref AuthorizationValue value)
    {
        var equals = part.Span.IndexOf('=');
        if (equals < 0)
        {
            return false;
        }

        var content = part[(equals + 1)..];
        switch (part.Span[..equals])
        {
            case "Credential" when value.Credential.IsEmpty:
                value = value with { Credential = content };
                return true;
            case "SignedHeaders" when value.SignedHeaders.IsEmpty:
                value = value with { SignedHeaders = content };
                return true;
            case "Signature" when value.Signature.IsEmpty:
                value = value with { Signature = content };
                return true;
            default:
                return false;
        }
    }
}
