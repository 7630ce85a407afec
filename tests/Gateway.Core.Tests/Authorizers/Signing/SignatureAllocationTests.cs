using System.Buffers;
using System.IO.Pipelines;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

[Collection(nameof(MeasuredAlone))]
public class SignatureAllocationTests
{
    private const int Requests = 1_000;

    [Theory]
    [InlineData(null, null)]
    [InlineData("body", null)]
    [InlineData(null, 60)]
    public async Task AuthenticateAsync_KnownCredentialAndAKilobyte_AllocatesAKilobyteAtMost(string? payloadHash, int? expires)
    {
        using var lab = new SigningLab();
        var context = new TestSigner
        {
            Method = "POST",
            Target = "/orders/42?limit=10&after=7",
            Body = new string('\0', 1024),
            PayloadHash = payloadHash,
            Expires = expires,
            Headers = [("Content-Type", "application/json")],
        }.Sign();
        context.Features.Set<IRequestBodyPipeFeature>(new ArrivedBody());
        Assert.Equal(SignatureFailure.None, await lab.FailAsync(context));
        var feature = new GatewayFeaturePool(lab.Clock).Rent();
        feature.Begin(context, endpoint: null!, stage: null!);
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        var perRequest = (GC.GetAllocatedBytesForCurrentThread() - before) / Requests;

        TestContext.Current.SendDiagnosticMessage($"{perRequest} B per request");
        Assert.True(perRequest <= 1024, $"{perRequest} B");

        void Run()
        {
            for (var i = 0; i < Requests; i++)
            {
                var pending = lab.Authentication.AuthenticateAsync(feature);
                Assert.True(pending.IsCompletedSuccessfully && pending.Result.IsVerified);
            }
        }
    }

    /// <summary>A body as a server has it: in its own memory, read through a pipe.</summary>
    private sealed class ArrivedBody : IRequestBodyPipeFeature
    {
        public PipeReader Reader { get; } = PipeReader.Create(new ReadOnlySequence<byte>(new byte[1024]));
    }
}
