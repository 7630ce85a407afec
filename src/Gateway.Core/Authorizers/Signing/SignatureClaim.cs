namespace Gateway.Core.Authorizers.Signing;

/// <summary>What a request says of its signature; nothing of it is proven.</summary>
internal sealed class SignatureClaim
{
    public required string AccessKeyId { get; init; }

    /// <summary>As signed: <c>20150830T123600Z</c>.</summary>
    public required string Timestamp { get; init; }

    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>For a presigned request, how long it is good for.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Names joined by <c>;</c>.</summary>
    public required ReadOnlyMemory<char> SignedHeaders { get; init; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public required ReadOnlyMemory<char> Signature { get; init; }

    public string? SecurityToken { get; init; }

    /// <summary>The body's hash, 64 lower-case hexadecimal digits, or <c>UNSIGNED-PAYLOAD</c>; null when the client says nothing of it.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>Path and query as sent.</summary>
    public required string Target { get; init; }

    public bool IsPresigned => Lifetime is not null;

    public bool IsPayloadUnsigned => PayloadHash is SignatureNames.UnsignedPayload;
}
