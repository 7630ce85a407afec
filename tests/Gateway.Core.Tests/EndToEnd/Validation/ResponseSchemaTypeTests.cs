using System.Text.Json.Serialization;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using static Gateway.Core.Tests.Support.ResponseSchemaApp;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>Schemas that are made of types, and responses that the serializer writes.</summary>
public class ResponseSchemaTypeTests
{
    [Fact]
    public async Task Get_SchemaOfAType_IsOfWhatTheSerializerWrites()
    {
        await using var app = await StartAsync(Environments.Production, app =>
        {
            app.MapGet("/order", () => new Line("Cups", 2)).WithResponseSchema<Line>().EnforceResponseSchema();
            app.MapGet("/wrong", () => new { Item = "Cups", Quantity = "two" }).WithResponseSchema<Line>().EnforceResponseSchema();
            app.MapGet("/strict", () => new Line("Cups", 2)).WithResponseSchema<Line>(allowUnknownMembers: false).EnforceResponseSchema();
            app.MapGroup("/group").WithResponseSchema<Line>(statuses: "200").EnforceResponseSchema().MapGet("/", () => Results.Json(new[] { 1 }));
            app.MapMethods("/convention", ["GET"], (HttpContext context) => context.Response.WriteAsJsonAsync(new Line("Cups", 2)))
                .WithResponseSchema<Line>().EnforceResponseSchema();
        });

        Assert.Equal("""{"item":"Cups","quantity":2,"price":14}""", (await app.AskAsync("/order")).Body);
        Assert.Equal(200, (await app.AskAsync("/convention")).Status);
        Assert.Equal(500, (await app.AskAsync("/wrong")).Status);
        Assert.Equal(500, (await app.AskAsync("/group")).Status);
        Assert.Equal(500, (await app.AskAsync("/strict")).Status);
        Assert.Contains("'/price' additionalProperties: no member of this name", Entries(app).Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NumbersThatTheSerializerWritesAsStrings_AreNumbers()
    {
        await using var app = await StartAsync(
            Environments.Production,
            app => app.MapGet("/order", () => new Line("Cups", 2)).WithResponseSchema<Line>().EnforceResponseSchema(),
            builder => builder.Services.ConfigureHttpJsonOptions(options =>
                options.SerializerOptions.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString));

        Assert.Equal((200, """{"item":"Cups","quantity":"2","price":"14"}"""), ((await app.AskAsync("/order")).Status, (await app.AskAsync("/order")).Body));
    }

    [Fact]
    public async Task Get_OfAnAction_IsComparedToo()
    {
        await using var app = await StartAsync(
            Environments.Production,
            app =>
            {
                app.MapGroup("/valid").WithResponseSchema<Named>(statuses: "201").EnforceResponseSchema().MapControllers();
                app.MapGroup("/enforced").WithResponseSchema("""{"required":["missing"]}""").EnforceResponseSchema().MapControllers();
            },
            builder => OnlyControllers.Add(builder.Services, typeof(ResponsesController)));

        Assert.Equal((201, """{"name":"of an action"}"""), ((await app.AskAsync("/valid/object")).Status, (await app.AskAsync("/valid/object")).Body));
        Assert.Equal(500, (await app.AskAsync("/enforced/object")).Status);
        Assert.Equal(204, (await app.AskAsync("/enforced/action-nothing")).Status);
    }
}
