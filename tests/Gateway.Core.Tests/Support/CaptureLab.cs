using System.Text;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Tests.Support;

/// <summary>A response that a test holds back, over a server that records what it gets.</summary>
internal sealed class CaptureLab
{
    public CaptureLab()
    {
        Context = new DefaultHttpContext();
        Context.Features.Set<IHttpResponseFeature>(Server);
        Context.Features.Set<IHttpResponseBodyFeature>(Server);
        Feature = TestFeatures.Of(Context);
    }

    public DefaultHttpContext Context { get; }

    public HttpResponse Response => Context.Response;

    public GatewayFeature Feature { get; }

    public RecordingBody Server { get; } = new();

    public CountingPool Pool { get; } = new();

    public ResponseCapture Begin(long maxBytes = 100_000, ResponseOverflow overflow = ResponseOverflow.Refuse) =>
        ResponseCapture.Begin(Feature, maxBytes, overflow, Pool);

    public PooledBytes Create(string text)
    {
        var bytes = new PooledBytes(Pool);
        bytes.Write(Encoding.UTF8.GetBytes(text), long.MaxValue);
        return bytes;
    }
}
