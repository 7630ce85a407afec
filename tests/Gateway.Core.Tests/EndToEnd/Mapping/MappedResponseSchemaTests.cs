using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;
using Placed = Gateway.Core.Tests.EndToEnd.Mapping.TypedMappingTests.Placed;
using Receipt = Gateway.Core.Tests.EndToEnd.Mapping.TypedMappingTests.Receipt;

namespace Gateway.Core.Tests.EndToEnd.Mapping;

/// <summary>A response schema is about what the caller gets.</summary>
public class MappedResponseSchemaTests
{
    private const string Schema = """{"type":"object","required":["text"]}""";

    [Fact]
    public async Task Get_MappedBody_IsWhatTheSchemaSees()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/{good}", (bool good) => good ? Results.Ok(new Placed(1, "a", 1)) : Results.Ok(new { text = "unmapped" }))
            .WithResponseMapping<Placed, object>((placed, _) => placed.Id == 1 ? new Receipt(placed.Item) : new { other = 1 })
            .WithResponseSchema(Schema)
            .EnforceResponseSchema());

        Assert.Equal("""200 {"text":"a"}""", (await app.AskAsync("/true")).Summarize());
        Assert.Equal("500 response_invalid", (await app.AskAsync("/false")).Summarize());
    }

    [Theory]
    [InlineData("""{"text":"a"}""", "299 {\"text\":\"a\"} mapped")]
    [InlineData("""{"other":"a"}""", "500 response_invalid ")]
    public async Task Get_MappedStatus_SelectsTheSchema(string body, string expected)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => Results.Text(body, "application/json", statusCode: 202))
            .WithResponseParameters("202", map => map.Status(299).Header("X-To", "'mapped'"))
            .WithResponseSchema(Schema, statuses: "299")
            .EnforceResponseSchema());

        var answer = await app.AskAsync("/");

        Assert.Equal(expected, $"{answer.Summarize()} {answer["X-To"]}");
    }

    [Fact]
    public async Task Get_LargerThanWhatIsMapped_IsTheSchemasBusinessAlone()
    {
        await using var app = await MappedApp.StartAsync(
            app => app.MapGet("/", () => Results.Text($$"""{"text":"{{new string('a', 5_000)}}"}""", "application/json"))
                .WithResponseParameters(map => map.Header("X-To", "'mapped'"))
                .WithResponseSchema(Schema)
                .EnforceResponseSchema(),
            options: options => options.Mapping.MaxResponseBytes = 1_000);

        var answer = await app.AskAsync("/");

        Assert.Equal((200, "mapped"), (answer.Status, answer["X-To"]));
    }

    [Fact]
    public async Task Get_RefusedByTheSchema_LosesMappedHeaders()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => Results.Text("{}", "application/json"))
            .WithResponseParameters(map => map.Header("X-To", "integration.response.body"))
            .WithResponseSchema(Schema)
            .EnforceResponseSchema());

        var answer = await app.AskAsync("/");

        Assert.Equal(("500 response_invalid", null), (answer.Summarize(), answer["X-To"]));
    }
}
