using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Pipeline;

/// <summary>
/// Gives each request its id. An id names a request in logs and is no secret, so it comes from a fast generator: a cryptographic one
/// would cost more than the rest of the pipeline.
/// </summary>
internal sealed class RequestIds(PipelineOptions options, Random random)
{
    private readonly bool _acceptFromClient = options.RequestId.AcceptFromClient;

    /// <summary>The response header, or null when ids are off.</summary>
    public string? HeaderName { get; } =
        !options.RequestId.Enabled ? null
        : options.Mode == GatewayMode.AmazonApiGateway ? "x-amzn-RequestId"
        : "x-request-id";

    public string Create(HttpRequest request)
    {
        if (_acceptFromClient
            && request.Headers.TryGetValue(HeaderName!, out var presented)
            && presented.Count == 1
            && Guid.TryParseExact(presented[0], "D", out var own))
        {
            return own.ToString();
        }

        return CreateUuid().ToString();
    }

    /// <summary>A UUID of version 4, RFC 9562 section 5.4.</summary>
    private Guid CreateUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
