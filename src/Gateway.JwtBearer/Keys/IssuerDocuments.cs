using System.Net;
using Microsoft.IdentityModel.Protocols;

namespace Gateway.JwtBearer.Keys;

/// <summary>Reads what the issuer publishes: within a time, up to a size, from the address that it was told to be at.</summary>
internal sealed class IssuerDocuments : IDocumentRetriever, IDisposable
{
    // Long enough to serve metadata and keys by one connection, short enough to follow the issuer to another address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly JwtAuthorizerOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly HttpClient _client;

    public IssuerDocuments(JwtAuthorizerOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;

        // Discovery 1.0 section 4.2 answers 200: a redirect would lead to where nobody has said that keys are.
        _client = new HttpClient(
            options.BackchannelHandler
                ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLifetime },
            disposeHandler: options.BackchannelHandler is null)
        {
            MaxResponseContentBufferSize = options.MaxDocumentSize,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (_options.RequireHttpsMetadata && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw new IOException($"'{address}' is not read: it must begin with https://.");
        }

        using var deadline = new CancellationTokenSource(_options.BackchannelTimeout, _timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            using var response = await _client.GetAsync(uri, linked.Token);
            return response.StatusCode == HttpStatusCode.OK
                ? await response.Content.ReadAsStringAsync(linked.Token)
                : throw new IOException($"'{address}' answered {(int)response.StatusCode}.");
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"'{address}' did not answer within {_options.BackchannelTimeout}.");
        }
    }

    public void Dispose() => _client.Dispose();
}
