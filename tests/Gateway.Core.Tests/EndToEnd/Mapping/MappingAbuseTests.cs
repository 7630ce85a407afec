using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Mapping;

/// <summary>Values that want to be something else: lines, redirects, memory.</summary>
public class MappingAbuseTests
{
    private const string Esc = "\u001b[31m";

    [Fact]
    public async Task Get_EveryCharacterOfTheQuery_CannotEndALineOfARequestHeader()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) => string.Join(' ', context.Request.Headers["X-To"].ToString().Select(c => (int)c)))
            .WithRequestParameters(map => map.Header("X-To", "method.request.querystring.q")));

        for (var character = 1; character <= 0x2030; character++)
        {
            if (character is (> 0x100 and < 0x2020) || char.IsWhiteSpace((char)character) && character is ' ')
            {
                continue;
            }

            var seen = (await app.AskAsync($"/?q=a{Uri.EscapeDataString(((char)character).ToString())}b")).Body.Split(' ').Select(int.Parse).ToArray();
            Assert.DoesNotContain(seen, c => (c < 0x20 && c != '\t') || c is (>= 0x7F and <= 0x9F) or 0x2028 or 0x2029);
            Assert.Equal(('a', 'b'), ((char)seen[0], (char)seen[^1]));
        }
    }

    [Theory]
    [InlineData("a\r\nSet-Cookie: x=1", "a%0D%0ASet-Cookie: x=1")]
    [InlineData("a\0b", "a%00b")]
    [InlineData("Z\u00fcrich \u2028 \ud83d\ude00", "Z%C3%BCrich %E2%80%A8 %F0%9F%98%80")]
    [InlineData(Esc, "%1B[31m")]
    public async Task Get_ValueForAResponseHeader_IsEncoded(string value, string expected)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => "ok").WithResponseParameters(map => map.Header("X-To", _ => value)));

        var answer = await app.AskAsync("/");

        Assert.Equal((200, expected, null), (answer.Status, answer["X-To"], answer["Set-Cookie"]));
    }

    [Theory]
    [InlineData("/orders/1?a=b", true)]
    [InlineData("/", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("\\\\evil.example", false)]
    [InlineData("/\t/evil.example", false)]
    [InlineData("/\n/evil.example", true)]
    [InlineData("https://evil.example/", false)]
    [InlineData("http://169.254.169.254/latest", false)]
    [InlineData("https://user@shop.example/", false)]
    [InlineData("https://shop.example@evil.example/", false)]
    [InlineData("https://shop.example.evil.example/", false)]
    [InlineData("https://shop.example:8443/", false)]
    [InlineData("https:/shop.example/", false)]
    [InlineData("https:shop.example/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(" /orders", false)]
    [InlineData("orders/1", false)]
    [InlineData("http://[::ffff:169.254.169.254]/", false)]
    [InlineData("https://shop.example/a", true)]
    [InlineData("https://SHOP.example:443/a", true)]
    [InlineData("https://other.example:8443/a", true)]
    public async Task Get_MappedLocation_LeadsNowhereElse(string value, bool isSent)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) =>
            {
                context.Response.Headers.Location = "https://old.example/";
                context.Response.Headers["X-Next"] = Uri.EscapeDataString(value);
                return Results.StatusCode(302);
            })
            .WithResponseParameters(map => map
                .Header("location", gateway => Uri.UnescapeDataString(gateway.HttpContext.Response.Headers["X-Next"].ToString()))
                .AllowLocationHosts("shop.example", "other.example:8443")));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };

        using var response = await client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(302, (int)response.StatusCode);
        var location = response.Headers.TryGetValues("Location", out var values) ? values.Single() : null;
        Assert.Equal(
            isSent ? value.Replace("\n", "%0A", StringComparison.Ordinal).Replace("SHOP.example:443", "shop.example", StringComparison.Ordinal) : null, location);
    }

    [Fact]
    public async Task Get_LocationOfSeveralValues_IsLeftOut()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => "ok")
            .WithResponseParameters(map => map.Header("Location", _ => new StringValues(["/a", "//evil.example"])).Header("Content-Location", "'https://fixed.example/'")));

        var answer = await app.AskAsync("/");

        Assert.Equal((null, "https://fixed.example/"), (answer["Location"], answer["Content-Location"]));
    }

    [Fact]
    public async Task Post_ValueTooLong_IsRefusedOrLeftOut()
    {
        await using var app = await MappedApp.StartAsync(
            app =>
            {
                app.MapPost("/request", () => "reached").WithRequestParameters(map => map.Header("X-To", "method.request.body.a"));
                app.MapPost("/whole", () => "reached").WithRequestParameters(map => map.Header("X-To", "method.request.body"));
                app.MapPost("/query", () => "reached").WithRequestParameters(map => map.Header("X-To", "method.request.multivaluequerystring.q"));
                app.MapPost("/response", async (HttpContext context) => $"{await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)}")
                    .WithResponseParameters(map => map.Header("X-To", "integration.response.body").Header("X-Other", "'there'"));
            },
            options: options => options.Mapping.MaxValueLength = 1_000);
        var fits = $$"""{"a":"{{new string('x', 1_000)}}"}""";
        var tooLong = $$"""{"a":"{{new string('x', 1_001)}}"}""";

        Assert.Equal("200 reached", (await app.PostAsync("/request", fits)).Summarize());
        Assert.Equal("400 body_invalid\nbody  maxLength: at most 1000 characters where it is mapped", (await app.PostAsync("/request", tooLong)).Summarize());
        Assert.Equal("400 body_invalid\nbody  maxLength: at most 1000 characters where it is mapped", (await app.PostAsync("/whole", fits)).Summarize());
        Assert.Equal("200 reached", (await app.SendAsync("POST", $"/query?q={new string('x', 500)}&q={new string('x', 500)}")).Summarize());
        Assert.Equal(
            "400 parameters_invalid\nquery:q  maxLength: at most 1000 characters where it is mapped",
            (await app.SendAsync("POST", $"/query?q={new string('x', 500)}&q={new string('x', 501)}")).Summarize());
        var answer = await app.PostAsync("/response", tooLong);
        Assert.Equal((200, null, "there"), (answer.Status, answer["X-To"], answer["X-Other"]));
    }

    [Theory]
    [InlineData("deep", "400 body_too_complex")]
    [InlineData("work", "400 body_too_complex")]
    [InlineData("large", "413 body_too_large")]
    public async Task Post_BodyOverABound_IsRefused(string kind, string expected)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", () => "reached")
            .WithRequestParameters(map => map.Header("X-To", "method.request.body.a").Header("X-All", "method.request.body[?count(@..*) == count($..*)]")));
        var body = kind switch
        {
            "deep" => new string('[', 100) + new string(']', 100),
            "work" => "[" + string.Join(',', Enumerable.Repeat("[[[[[[[[[1]]]]]]]]]", 40_000)) + "]",
            _ => "[" + new string(' ', 1024 * 1024) + "]",
        };

        Assert.StartsWith(expected, (await app.PostAsync("/", body)).Summarize(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_OfTwoCallersAtOnce_SeeNothingOfOneAnother()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", async (HttpContext context) =>
            {
                var body = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
                return Results.Text($$"""{"item":"{{context.Request.Headers["X-To"]}}","count":1,"body":{{body}}}""", "application/json");
            })
            .WithRequestParameters(map => map.Header("X-To", "method.request.body.name"))
            .WithRequestMapping<TypedMappingTests.Old, TypedMappingTests.Old>((old, _) => old with { Pieces = old.Pieces + 1 })
            .WithResponseMapping<Echo, Echo>((echo, _) => echo)
            .WithResponseParameters(map => map.Header("X-Item", "integration.response.body.item")));

        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (i, cancel) =>
        {
            var name = $"caller-{i % 2}-{new string((char)('a' + (i % 26)), i % 700)}";
            var answer = await app.PostAsync("/", $$"""{"name":"{{name}}","pieces":{{i}}}""");
            Assert.Equal("{\"item\":\"" + name + "\",\"count\":1,\"body\":{\"name\":\"" + name + $"\",\"pieces\":{i + 1}}}}}", answer.Body);
            Assert.Equal(name, answer["X-Item"]);
        });
    }

    [Fact]
    public async Task Post_ClientGoesAwayWhileItsBodyIsRead_LeavesNoErrorBehind()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", () => "reached")
            .WithRequestParameters(map => map.Header("X-To", "method.request.body.a")));
        using (var connection = await RawConnection.OpenAsync(app.Address))
        {
            await connection.SendAsync("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"a\":");
        }

        Assert.Equal("200 reached", (await app.PostAsync("/", "{}")).Summarize());
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    private sealed record Echo(string Item, int Count, TypedMappingTests.Old Body);
}
