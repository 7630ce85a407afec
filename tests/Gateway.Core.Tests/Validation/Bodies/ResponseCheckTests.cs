using System.Text;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Gateway.Core.Validation.Bodies;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Validation.Bodies;

[Collection(nameof(MeasuredAlone))]
public class ResponseCheckTests
{
    private readonly CaptureLab _lab = new();

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(204, false)]
    [InlineData(205, false)]
    [InlineData(206, true)]
    [InlineData(304, false)]
    [InlineData(404, true)]
    [InlineData(500, false)]
    [InlineData(0, false)]
    [InlineData(1_000, false)]
    public void IsFor_AStatus_IsSoWhereItHasASchemaAndABody(int status, bool isFor) =>
        Assert.Equal(isFor, CreateCheck(@"[1234]\d{2}").IsFor(status));

    [Theory]
    [InlineData(20)]
    [InlineData(1_000)]
    [InlineData(4_000)]
    public async Task FindErrors_ValidBody_AllocatesNothing(int length)
    {
        var check = CreateCheck("200");
        var capture = _lab.Begin();
        _lab.Response.ContentType = "application/json; charset=utf-8";
        await _lab.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("[]".PadRight(length)), TestContext.Current.CancellationToken);
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            for (var i = 0; i < 20; i++)
            {
                if (check.FindErrors(_lab.Server, capture) is { } errors)
                {
                    Assert.Fail(errors);
                }
            }
        }
    }

    [Fact]
    public async Task FindErrors_LongExpectation_IsCut()
    {
        var check = CreateCheck("200", $$"""{"enum":["{{new string('e', 2_000)}}","b"]}""");
        var capture = _lab.Begin();
        _lab.Response.ContentType = "application/json";
        await _lab.Response.Body.WriteAsync("7"u8.ToArray(), TestContext.Current.CancellationToken);

        var errors = check.FindErrors(_lab.Server, capture);

        Assert.StartsWith("'' enum: ", errors, StringComparison.Ordinal);
        Assert.InRange(errors!.Length, 1, 401);
    }

    private static ResponseCheck CreateCheck(string statuses, string schema = """{"type":"array"}""")
    {
        var compiled = SchemaCompiler.Compile(new SchemaSource("the schema", schema, SchemaUri.OfModel("a")), new SchemaLibrary(new SchemaSettings()));
        return new ResponseCheck(new StatusTable<CompiledSchema>([KeyValuePair.Create((string?)statuses, compiled)]), 100_000, new WorkspacePool());
    }
}
