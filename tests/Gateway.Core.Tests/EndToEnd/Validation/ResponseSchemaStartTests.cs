using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using static Gateway.Core.Tests.Support.ResponseSchemaApp;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>What of response schemas stops the start.</summary>
public class ResponseSchemaStartTests
{
    [Theory]
    [InlineData("Development", false)]
    [InlineData("Production", true)]
    public async Task Start_BrokenSchema_IsRefusedWithEndpointFileAndPlace(string environment, bool isEnforced)
    {
        var exception = await Record.ExceptionAsync(() => StartAsync(environment, app =>
        {
            var text = Map(app, "/text", Valid).WithResponseSchema("""{"properties":{"a":{"type":7}}}""", "404");
            var file = Map(app, "/file", Valid).WithResponseSchemaFile("none/such.json");
            _ = isEnforced ? (text.EnforceResponseSchema(), file.EnforceResponseSchema()) : default;
        }));

        Assert.Contains(
            "Endpoint 'GET /text': its response schema for status '404' cannot be used: its schema at '/properties/a/type': ", exception!.Message, StringComparison.Ordinal);
        Assert.Contains(
            @"Endpoint 'GET /file': its response schema for status '2\d{2}' cannot be used: file 'none/such.json' at '': it is not there", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OneEndpointThatEnforcesNothing_IsRefused()
    {
        var exception = await Record.ExceptionAsync(() => StartAsync(Environments.Production, app =>
        {
            Map(app, "/alone", Valid).EnforceResponseSchema();
            Map(app.MapGroup("/group").EnforceResponseSchema(), "/in", Valid);
        }));

        Assert.Contains(
            "Endpoint 'GET /alone': EnforceResponseSchema(): it has no response schema; use WithResponseSchema(), or call it on a group.",
            exception!.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("GET /group/in", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("20")]
    [InlineData("")]
    public void WithResponseSchema_PatternThatNoStatusMatches_IsRefused(string statuses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddApiGateway();
        using var app = builder.Build();

        Assert.Throws<ArgumentException>(nameof(statuses), () => app.MapGet("/", () => "").WithResponseSchema("{}", statuses));
        Assert.Throws<ArgumentException>(nameof(statuses), () => app.MapGet("/", () => "").WithResponseSchemaFile("a.json", statuses));
        Assert.Throws<ArgumentException>(nameof(statuses), () => app.MapGet("/", () => "").WithResponseSchema<Line>(statuses: statuses));
    }
}
