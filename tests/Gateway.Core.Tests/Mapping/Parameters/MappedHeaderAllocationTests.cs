using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Mapping.Sources;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Parameters;

[Collection(nameof(MeasuredAlone))]
public class MappedHeaderAllocationTests
{
    private const int Requests = 1_000;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Apply_Headers_AllocatesNothing(int count)
    {
        var rules = Enumerable.Range(0, count)
            .Select(i => new ParameterRule(MappingTarget.Header, $"X-To-{i}", i % 2 == 0 ? new RequestHeaderSource("X-From", takesAll: false) : new LiteralSource("constant")))
            .ToArray();
        var request = new RequestParameterRules(rules, 8_192, dropsHeaders: false);
        var response = new ResponseParameterRules(rules, status: 201, new LocationCheck([]), 8_192, remapsHeaders: false);
        var context = new DefaultHttpContext();
        context.Request.Headers["X-From"] = "a value";
        var feature = TestFeatures.Of(context);
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(("a value", "a value", 201), ((string?)context.Request.Headers["X-To-0"], (string?)context.Response.Headers["X-To-0"], context.Response.StatusCode));

        void Run()
        {
            for (var i = 0; i < Requests; i++)
            {
                request.Apply(feature, default);
                response.Apply(feature, default);
            }
        }
    }

    [Fact]
    public void Apply_MoreThanFitTheStack_WritesAll()
    {
        ParameterRule[] rules = [.. Enumerable.Range(0, 20).Select(i => new ParameterRule(MappingTarget.Header, $"X-{i}", new LiteralSource($"{i}")))];
        var context = new DefaultHttpContext();

        Assert.Null(new RequestParameterRules(rules, 8_192, dropsHeaders: false).Apply(TestFeatures.Of(context), default));

        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal($"{i}", context.Request.Headers[$"X-{i}"]));
    }
}
