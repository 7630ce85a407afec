using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Gateway.Core.Authorizers;
using Gateway.Core.Hosting;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Repository;

public class DocumentedOptionsTests
{
    private static readonly Markdown Readme = new("README.md");
    private static readonly string Json = Markdown.GetBlocks(Readme.GetSection("Configuration"), "json").Single();

    [Fact]
    public void Json_OfTheReadme_HasEveryOptionAndNoOther()
    {
        using var document = JsonDocument.Parse(Json);
        var written = Flatten(document.RootElement.GetProperty("ApiGateway"), "", typeof(ApiGatewayOptions));

        Assert.Equal(
            OptionTree.Walk(typeof(ApiGatewayOptions)).Select(option => option.Path).Order(StringComparer.Ordinal),
            written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Json_OfTheReadme_BindsToTheDefaultsOutsideOfDefinitions()
    {
        var bound = new ApiGatewayOptions();
        ReadSection().Bind(bound, binder => binder.ErrorOnUnknownConfiguration = true);

        var expected = OptionTree.Walk(typeof(ApiGatewayOptions)).Where(option => !option.IsInDefinition)
            .ToDictionary(option => option.Path, option => Format(option.Read(new ApiGatewayOptions())), StringComparer.Ordinal);
        var actual = OptionTree.Walk(typeof(ApiGatewayOptions)).Where(option => !option.IsInDefinition)
            .ToDictionary(option => option.Path, option => Format(option.Read(bound)), StringComparer.Ordinal);

        Assert.Equal(53, expected.Count);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Table_OfTheReadme_HasTheDefaultOfEveryOptionInADefinition() => Assert.Equal(
        OptionTree.Walk(typeof(ApiGatewayOptions)).Where(option => option.IsInDefinition)
            .Select(option => $"{option.Path} = {Format(option.Default)}").Order(StringComparer.Ordinal),
        Readme.GetTable("Configuration").Select(row => $"{row[0]} = {row[1]}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task Json_OfTheReadme_StartsAnApp()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.Services.AddApiGateway(ReadSection())
                .AddAuthorizer("tenant", static _ => { }, static (_, _) => new(AuthorizerResult.Deny())),
            app =>
            {
                app.MapGet("/orders", () => "ok").WithStage("prod").RequireUsagePlan("free");
                app.MapPost("/orders", () => "ok").WithStage("prod").RequireUsagePlan("free");
            });

        var refused = await app.GetAsync("/orders");

        Assert.Equal(401, (int)refused.StatusCode);
    }

    private static IConfigurationSection ReadSection() =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Json))).Build().GetSection("ApiGateway");

    private static string Format(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        ICollection { Count: 0 } => "empty",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The paths of the leaves, with "*" for the name of a definition.</summary>
    private static IEnumerable<string> Flatten(JsonElement element, string path, Type type)
    {
        if (OptionTree.GetDefinitionType(type) is { } definition)
        {
            return element.EnumerateObject().SelectMany(member => Flatten(member.Value, path + ":*", definition));
        }

        if (OptionTree.IsLeaf(type))
        {
            return [path.TrimStart(':')];
        }

        return element.EnumerateObject().SelectMany(member => Flatten(
            member.Value,
            $"{path}:{member.Name}",
            type.GetProperty(member.Name, BindingFlags.Public | BindingFlags.Instance)?.PropertyType
                ?? throw new InvalidOperationException($"{type.Name} has no option '{member.Name}'.")));
    }
}
