using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Composition;

public class EndpointIdTests
{
    [Theory]
    [InlineData("/", "ANY /")]
    [InlineData("", "ANY /")]
    [InlineData("/orders", "ANY /orders")]
    [InlineData("orders/", "ANY /orders")]
    [InlineData("/orders/{id}", "ANY /orders/{id}")]
    [InlineData("/orders/{id:int:min(1)}", "ANY /orders/{id}")]
    [InlineData("/orders/{id=5}", "ANY /orders/{id}")]
    [InlineData("/orders/{id?}", "ANY /orders/{id?}")]
    [InlineData("/orders/{id:int?}", "ANY /orders/{id?}")]
    [InlineData("/files/{*path}", "ANY /files/{*path}")]
    [InlineData("/files/{**path}", "ANY /files/{**path}")]
    [InlineData("/files/{**path:nonfile}", "ANY /files/{**path}")]
    [InlineData("/files/{name}.{extension?}", "ANY /files/{name}.{extension?}")]
    [InlineData("/a-{one:int}-{two}b", "ANY /a-{one}-{two}b")]
    [InlineData("/orders/{id:regex(^\\d{{3}}:x$)}", "ANY /orders/{id}")]
    [InlineData("/orders:cancel", "ANY /orders#cancel")]
    [InlineData("/orders/{id}:cancel", "ANY /orders/{id}#cancel")]
    public void Create_Route_LeavesOutConstraintsAndDefaults(string route, string id) =>
        Assert.Equal(id, EndpointId.Create(EndpointMetadataCollection.Empty, RoutePatternFactory.Parse(route), "name"));

    [Theory]
    [InlineData(new string[0], "ANY /a")]
    [InlineData(new[] { "GET" }, "GET /a")]
    [InlineData(new[] { "POST", "GET", "DELETE" }, "DELETE,GET,POST /a")]
    [InlineData(new[] { "post", "get" }, "GET,POST /a")]
    public void Create_Methods_AreSorted(string[] methods, string id) => Assert.Equal(id, Create("/a", new HttpMethodMetadata(methods)));

    [Theory]
    [InlineData(new[] { "api.example.com" }, "ANY /a api.example.com")]
    [InlineData(new[] { "b.example.com", "*.example.com" }, "ANY /a *.example.com,b.example.com")]
    [InlineData(new[] { "api.example.com:8080" }, "ANY /a api.example.com#8080")]
    public void Create_Hosts_AreSortedAndHaveNoColon(string[] hosts, string id) => Assert.Equal(id, Create("/a", new HostAttribute(hosts)));

    [Fact]
    public void Create_OwnId_ReplacesEverything() =>
        Assert.Equal("orders.read", Create("/a", new HttpMethodMetadata(["GET"]), new HostAttribute("x"), new EndpointIdMetadata("orders.read")));

    [Fact]
    public void Create_SeveralOwnIds_TakesTheNearest() =>
        Assert.Equal("inner", Create("/a", new EndpointIdMetadata("outer"), new EndpointIdMetadata("inner")));

    [Theory]
    [InlineData("Hub: negotiate", "Hub# negotiate")]
    [InlineData(null, "unnamed")]
    public void Create_NoRoute_TakesTheDisplayNameWithoutColon(string? displayName, string id) =>
        Assert.Equal(id, EndpointId.Create(EndpointMetadataCollection.Empty, pattern: null, displayName));

    [Fact]
    public async Task Create_Groups_PutTheirPrefixesBefore()
    {
        await using var app = await GatewayApp.StartAsync(
            _ => { },
            app => app.MapGroup("/v1").MapGroup("/{tenant:guid}").MapGroup("").WithStage("$default").MapPut("orders/{id:int}/", () => "ok"));

        var endpoint = Assert.Single(app.Services.GetRequiredService<EndpointDataSource>().Endpoints);
        Assert.Equal(
            "PUT /v1/{tenant}/orders/{id}",
            endpoint.Metadata.GetRequiredMetadata<EndpointPipeline>().EnsureComposed(app.Services).Id);
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("")]
    public void WithEndpointId_NotAConfigurationKey_Throws(string id) =>
        Assert.Throws<ArgumentException>(nameof(id), () => WebApplication.CreateSlimBuilder().Build().MapGet("/", () => "ok").WithEndpointId(id));

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void WithEndpointId_Length_IsAtMost256(int length, bool isAllowed)
    {
        var exception = Record.Exception(() => WebApplication.CreateSlimBuilder().Build().MapGet("/", () => "ok").WithEndpointId(new string('a', length)));

        Assert.Equal(isAllowed, exception is null);
    }

    private static string Create(string route, params object[] metadata) =>
        EndpointId.Create(new EndpointMetadataCollection(metadata), RoutePatternFactory.Parse(route), "name");
}
