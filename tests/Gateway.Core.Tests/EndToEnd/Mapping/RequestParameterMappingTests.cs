using System.Text;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Mapping;

public class RequestParameterMappingTests
{
    [Theory]
    [InlineData("method.request.header.x-from", "one")]
    [InlineData("method.request.querystring.q", "b")]
    [InlineData("method.request.multivaluequerystring.q", "a | b")]
    [InlineData("method.request.path.id", "7")]
    [InlineData("stageVariables.table", "orders")]
    [InlineData("context.stage", "prod")]
    [InlineData("context.httpMethod", "GET")]
    [InlineData("'a constant'", "a constant")]
    public async Task Get_HeaderFromExpression_IsWhatTheHandlerSees(string expression, string expected)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/{id}", (HttpContext context) => MappedApp.Show(context, "X-To").Split('\n')[0])
            .WithStage("prod")
            .WithRequestParameters(map => map.Header("X-To", expression)));

        var answer = await app.SendAsync("GET", "/7?q=a&q=b", ("x-from", "one"), ("X-To", "the client's"));

        Assert.Equal($"X-To: {expected}", answer.Body);
    }

    [Fact]
    public async Task Get_HeaderThatComesTwice_IsTheLastOrAllJoined()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) => MappedApp.Show(context, "X-Last", "X-All"))
            .WithRequestParameters(map => map.Header("X-Last", "method.request.header.x-from").Header("X-All", "method.request.multivalueheader.x-from")));
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync("GET / HTTP/1.1\r\nHost: a\r\nx-from: one\r\nx-from: two\r\nConnection: close\r\n\r\n");

        Assert.Contains("X-Last: two\nX-All: one,two", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Delegate_SeesTheRequest()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/{id}", (HttpContext context) => MappedApp.Show(context, "X-To"))
            .WithStage("prod")
            .WithRequestParameters(map => map
                .Header("X-To", gateway => $"{gateway.Stage.Name}/{gateway.HttpContext.Request.Query["q"]}")
                .Query("all", gateway => new StringValues(["1", "2"]))));

        Assert.Equal("X-To: prod/a\n?q=a\n?all=1 | 2\n/id=7", (await app.AskAsync("/7?q=a")).Body);
    }

    [Fact]
    public async Task Get_Query_ReplacesInAnyCaseAndKeepsTheRest()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) => context.Request.QueryString.Value)
            .WithRequestParameters(map => map.Query("page", "method.request.querystring.p").RemoveQuery("secret")));

        Assert.Equal(
            "?x=%20a&y=&p=a%26b%3D%C3%BC&page=a%26b%3D%C3%BC", (await app.AskAsync("/?x=%20a&PAGE=9&y&Secret=1&p=a%26b%3D%C3%BC")).Body);
    }

    [Fact]
    public async Task Get_Route_BindsTheMappedValue()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/order/{id=0}", (int id) => $"order {id}")
            .WithRequestParameters(map => map.Route("id", "method.request.querystring.no")));

        Assert.Equal("order 12", (await app.AskAsync("/order?no=12")).Body);
        Assert.Equal("order 0", (await app.AskAsync("/order")).Body);
        Assert.Equal(400, (await app.AskAsync("/order?no=twelve")).Status);
    }

    [Fact]
    public async Task Get_SourcesAndTargetsCross_AreReadBeforeAnythingIsWritten()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) => MappedApp.Show(context, "A", "B"))
            .WithRequestParameters(map => map.Header("A", "method.request.header.B").Header("B", "method.request.header.A")));

        Assert.Equal("A: 2\nB: 1", (await app.SendAsync("GET", "/", ("A", "1"), ("B", "2"))).Body);
    }

    [Fact]
    public async Task Get_SourceOfTheClientMissing_LeavesTheTargetAlone()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) => MappedApp.Show(context, "X-To", "X-New"))
            .WithRequestParameters(map => map
                .Header("X-To", "method.request.querystring.q").Header("X-New", "method.request.header.none").Query("p", "method.request.querystring.empty")));

        Assert.Equal("X-To: mine\n?empty=", (await app.SendAsync("GET", "/?empty=", ("X-To", "mine"))).Body);
    }

    [Theory]
    [InlineData("context.authorizer.tenant")]
    [InlineData("stageVariables.none")]
    public async Task Get_SourceOfTheServerMissing_RemovesWhatTheClientSent(string expression)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) => MappedApp.Show(context, "X-Tenant"))
            .WithRequestParameters(map => map.Header("X-Tenant", expression).Query("tenant", _ => StringValues.Empty)));

        Assert.Equal("?a=1", (await app.SendAsync("GET", "/?tenant=forged&a=1", ("X-Tenant", "forged"))).Body);
    }

    [Theory]
    [InlineData("method.request.body.order.id", """{"order":{"id":"A-1"}}""", "A-1")]
    [InlineData("method.request.body.lines[1].qty", """{"lines":[{"qty":1},{"qty":2.50}]}""", "2.50")]
    [InlineData("method.request.body[0]", """ [ true ] """, "true")]
    [InlineData("method.request.body.order", """{"order" : { "id" : "A 1", "n" : [ 1, 2 ] } }""", """{"id":"A 1","n":[1,2]}""")]
    [InlineData("method.request.body.lines[*].qty", """{"lines":[{"qty":1},{"qty":2}]}""", "[1,2]")]
    [InlineData("method.request.body.a-b", """{"a-b":"\u00e9\n"}""", "é%0A")]
    [InlineData("method.request.body..qty", """{"a":{"qty":1},"qty":2}""", "[2,1]")]
    [InlineData("method.request.body[-1]", "[1,2]", "2")]
    [InlineData("method.request.body", "plain text", "plain text")]
    public async Task Post_HeaderFromBody_IsWhatThePathFindsAndTheBodyIsBoundStill(string expression, string body, string expected)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", async (HttpContext context) =>
                $"{context.Request.Headers["X-To"]} | {await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)}")
            .WithRequestParameters(map => map.Header("X-To", expression)));

        Assert.Equal($"{expected} | {body}", (await app.PostAsync("/", body)).Body);
    }

    [Theory]
    [InlineData("""{"order":null}""")]
    [InlineData("""{"other":1}""")]
    [InlineData("not json")]
    [InlineData("")]
    public async Task Post_PathFindsNothing_LeavesTheTargetAlone(string body)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", (HttpContext context) => MappedApp.Show(context, "X-To"))
            .WithRequestParameters(map => map.Header("X-To", "method.request.body.order")));

        Assert.Equal("200 ", (await app.PostAsync("/", body)).Summarize());
    }

    [Theory]
    [InlineData("""{"order":1""", "400 body_invalid\nbody  json: JSON in UTF-8 (RFC 8259)")]
    [InlineData("""{"order":1,"order":2}""", "400 body_invalid\nbody  json: objects with every member once")]
    public async Task Post_BrokenJson_IsRefused(string body, string expected)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", () => "reached")
            .WithRequestParameters(map => map.Header("X-To", "method.request.body.order")));

        Assert.Equal(expected, (await app.PostAsync("/", body)).Summarize());
    }

    [Fact]
    public async Task Post_BodyInManyPiecesAndCompressed_IsReadAndBoundWhole()
    {
        var text = new string('x', 300_000);
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", (Note note, HttpContext context) =>
                $"{context.Request.Headers["X-To"]} {note.Text.Length} {context.Request.Headers.ContentEncoding}")
            .WithRequestParameters(map => map.Header("X-To", "method.request.body.last")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoded.As("gzip", Encoding.UTF8.GetBytes($$"""{"text":"{{text}}","last":"end"}"""))) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("end 300000 ", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_GroupAndEndpoint_AddUpAndTheNearerWins()
    {
        await using var app = await MappedApp.StartAsync(app =>
        {
            var group = app.MapGroup("/g").WithRequestParameters(map => map.Header("A", "'group'").Header("B", "'group'"));
            group.MapGet("/both", (HttpContext context) => MappedApp.Show(context, "A", "B")).WithRequestParameters(map => map.Header("b", "'endpoint'"));
            group.MapGet("/free", (HttpContext context) => MappedApp.Show(context, "A", "B")).DisableRequestMapping();
        });

        Assert.Equal("A: group\nB: endpoint", (await app.AskAsync("/g/both")).Body);
        Assert.Equal("", (await app.AskAsync("/g/free")).Body);
    }

    private sealed record Note(string Text, string Last);
}
