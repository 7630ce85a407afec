using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Benchmarks.Hosts;

/// <summary>The request that is sent, the same object each time.</summary>
internal sealed class IncomingRequest : IHttpRequestFeature, IHttpRequestIdentifierFeature, IHttpRequestLifetimeFeature,
    IHttpConnectionFeature
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");

    private readonly CancellationTokenSource _aborted = new();
    private string? _traceIdentifier;
    private int _number;

    public IncomingRequest() => RequestAborted = _aborted.Token;

    public string Protocol { get; set; } = HttpProtocol.Http11;

    public string Scheme { get; set; } = Uri.UriSchemeHttp;

    public string Method { get; set; } = HttpMethods.Get;

    public string PathBase { get; set; } = "";

    public string Path { get; set; } = "/";

    public string QueryString { get; set; } = "";

    public string RawTarget { get; set; } = "/";

    public IHeaderDictionary Headers { get; set; } = new IncomingHeaders();

    public Stream Body { get; set; } = Stream.Null;

    /// <summary>The same for whoever reads by a pipe.</summary>
    public IncomingBody BodyPipe { get; } = new();

    public CancellationToken RequestAborted { get; set; }

    public string ConnectionId { get; set; } = "0HBENCHMARKS0";

    public IPAddress? RemoteIpAddress { get; set; } = Client;

    public int RemotePort { get; set; } = 50_000;

    public IPAddress? LocalIpAddress { get; set; } = IPAddress.Loopback;

    public int LocalPort { get; set; } = 80;

    // Made when asked for, in Kestrel's form and size: whoever asks for it pays for it.
    public string TraceIdentifier
    {
        get => _traceIdentifier ??= string.Create(CultureInfo.InvariantCulture, $"{ConnectionId}:{_number:X8}");
        set => _traceIdentifier = value;
    }

    public void Abort() => _aborted.Cancel();

    public void Reset()
    {
        Method = HttpMethods.Get;
        PathBase = "";
        Path = "/";
        RawTarget = "/";
        QueryString = "";
        Body = Stream.Null;
        BodyPipe.Reset([]);
        RemoteIpAddress = Client;
        RequestAborted = _aborted.Token;
        Headers.Clear();
        Headers.Host = "localhost";
        _traceIdentifier = null;
        _number++;
    }
}
