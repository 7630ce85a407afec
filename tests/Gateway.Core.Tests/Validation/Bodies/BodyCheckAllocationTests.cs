using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Tests.Support;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Bodies;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Validation.Bodies;

[Collection(nameof(MeasuredAlone))]
public class BodyCheckAllocationTests
{
    private const int Requests = 20;

    [Theory]
    [InlineData(20)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    [InlineData(RequestBody.DefaultMaxBytes)]
    public void CheckAsync_ValidBodyThatHasArrived_AllocatesNothingUpToTheCap(int length)
    {
        var check = CreateCheck();
        var feature = TestFeatures.Of(CreateContext(CreateBody(length)));
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            for (var i = 0; i < Requests; i++)
            {
                var pending = check.CheckAsync(feature);
                if (!pending.IsCompletedSuccessfully || pending.Result is not null)
                {
                    Assert.Fail("The body was not passed at once.");
                }
            }
        }
    }

    [Fact]
    public async Task CheckAsync_BodyOneByteOverTheCap_IsTooLarge()
    {
        var feature = TestFeatures.Of(CreateContext(CreateBody(RequestBody.DefaultMaxBytes + 1)));

        Assert.Same(BodyFaults.TooLarge, await CreateCheck().CheckAsync(feature));
    }

    private static BodyCheck CreateCheck()
    {
        const string Schema = """{"type":"array","items":{"type":"object","properties":{"text":{"type":"string","maxLength":10}},"additionalProperties":false}}""";
        var schema = SchemaCompiler.Compile(new SchemaSource("the schema", Schema, SchemaUri.OfModel("a")), new SchemaLibrary(new SchemaSettings()));
        return new BodyCheck(
            new BodySchemas([KeyValuePair.Create("application/json", schema)]),
            isOptional: false,
            new RequestValidationOptions(),
            GatewayMode.Standard,
            new WorkspacePool());
    }

    /// <summary>An array of objects, filled up with spaces.</summary>
    private static byte[] CreateBody(int length)
    {
        const string Item = """{"text":"0123456789"},""";
        var text = new StringBuilder("[");
        while (text.Length + Item.Length + 2 <= length)
        {
            text.Append(Item);
        }

        text.Append("{}]");
        return Encoding.UTF8.GetBytes(text.ToString().PadRight(length));
    }

    private static DefaultHttpContext CreateContext(byte[] body)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        pipe.Writer.Write(body);
        pipe.Writer.Complete();
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/json; charset=utf-8";
        context.Features.Set<IRequestBodyPipeFeature>(new PipedBody(pipe.Reader));
        return context;
    }

    private sealed record PipedBody(PipeReader Reader) : IRequestBodyPipeFeature;
}
