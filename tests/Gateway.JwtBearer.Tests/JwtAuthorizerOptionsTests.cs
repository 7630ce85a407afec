using System.Globalization;
using Gateway.Core.Tests.Repository;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.JwtBearer.Tests;

public class JwtAuthorizerOptionsTests
{
    private const string Path = "ApiGateway:Authorizers:users:";

    [Fact]
    public void Defaults_AreTheDocumentedOnes()
    {
        var options = new JwtAuthorizerOptions();

        Assert.Null(options.Issuer);
        Assert.Null(options.MetadataAddress);
        Assert.Empty(options.Audiences);
        Assert.Equal(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"], options.AllowedAlgorithms);
        Assert.Equal("Authorization", options.HeaderName);
        Assert.Equal(TimeSpan.FromSeconds(60), options.ClockSkew);
        Assert.Equal("roles", options.RoleClaimType);
        Assert.Equal(16_384, options.MaxTokenLength);
        Assert.True(options.RequireHttpsMetadata);
        Assert.Equal(TimeSpan.FromMilliseconds(1_500), options.BackchannelTimeout);
        Assert.Equal(150_000, options.MaxDocumentSize);
        Assert.Null(options.BackchannelHandler);
        Assert.Equal(TimeSpan.FromHours(2), options.KeyLifetime);
        Assert.Equal(TimeSpan.FromHours(24), options.MaxKeyAge);
        Assert.Equal(TimeSpan.FromSeconds(30), options.RefreshInterval);
    }

    [Fact]
    public void Table_OfTheReadme_HasEveryOptionWithItsDefault() => Assert.Equal(
        typeof(JwtAuthorizerOptions).GetProperties().Select(option => $"{option.Name} = {Format(option.GetValue(new JwtAuthorizerOptions()))}"),
        new Markdown("README.md").GetTable("Authorizers").Select(row => $"{row[0]} = {row[1]}"));

    [Fact]
    public async Task Nothing_Set_NamesAllThatIsMissing() => Assert.Equal(
        [
            Path + "Issuer: is missing. Give the URL that the tokens have as iss: jwt.Issuer(\"https://…\").",
            Path + "Audiences: is empty, so tokens for other apps of the issuer would be accepted. Give this app's own: jwt.Audiences(\"orders\").",
        ],
        await GatewayStart.GetErrorsAsync(gateway => gateway.AddJwtAuthorizer("users", _ => { })));

    [Theory]
    [InlineData("orders")]
    [InlineData("/issuer")]
    [InlineData("ftp://issuer.example.com")]
    [InlineData("https://issuer.example.com?a=b")]
    [InlineData("https://issuer.example.com#a")]
    public async Task Issuer_OfAnotherForm_StopsTheStart(string issuer) =>
        Assert.StartsWith($"{Path}Issuer: '{issuer}' must be", await GetErrorAsync(options => options.Issuer = issuer), StringComparison.Ordinal);

    [Fact]
    public async Task Metadata_WithoutHttps_StopsTheStart()
    {
        Assert.StartsWith(
            Path + "Issuer: 'http://issuer.example.com/.well-known/openid-configuration' must begin with https://",
            await GetErrorAsync(options => options.Issuer = "http://issuer.example.com"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            Path + "MetadataAddress: 'http://issuer.example.com/metadata' must begin with https://",
            await GetErrorAsync(options => options.MetadataAddress = "http://issuer.example.com/metadata"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            Path + "MetadataAddress: 'metadata' must be an absolute URL", await GetErrorAsync(options => options.MetadataAddress = "metadata"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("rs256")]
    public async Task Algorithm_ThatIsNotAsymmetric_StopsTheStart(string algorithm) => Assert.StartsWith(
        $"{Path}AllowedAlgorithms: '{algorithm}' must be one of RS256,",
        await GetErrorAsync(options => options.AllowedAlgorithms = ["RS256", algorithm]),
        StringComparison.Ordinal);

    [Fact]
    public async Task Values_OutOfTheirRange_StopTheStart()
    {
        await AssertErrorAsync("ClockSkew", options => options.ClockSkew = TimeSpan.FromMinutes(6));
        await AssertErrorAsync("MaxTokenLength", options => options.MaxTokenLength = 100);
        await AssertErrorAsync("BackchannelTimeout", options => options.BackchannelTimeout = TimeSpan.Zero);
        await AssertErrorAsync("MaxDocumentSize", options => options.MaxDocumentSize = 1);
        await AssertErrorAsync("KeyLifetime", options => options.KeyLifetime = TimeSpan.Zero);
        await AssertErrorAsync("MaxKeyAge", options => options.MaxKeyAge = TimeSpan.FromDays(8));
        await AssertErrorAsync("MaxKeyAge", options => options.MaxKeyAge = TimeSpan.FromHours(1));
        await AssertErrorAsync("RefreshInterval", options => options.RefreshInterval = TimeSpan.Zero);
        await AssertErrorAsync("AllowedAlgorithms", options => options.AllowedAlgorithms = []);
        await AssertErrorAsync("HeaderName", options => options.HeaderName = "");
        await AssertErrorAsync("RoleClaimType", options => options.RoleClaimType = "");
        await AssertErrorAsync("Audiences", options => options.Audiences = [" "]);
        await AssertErrorAsync("Audiences", options => options.Audiences = [.. Enumerable.Range(0, 51).Select(i => $"audience-{i}")]);
    }

    [Fact]
    public async Task Audiences_Fifty_Start()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => Add(gateway, options => options.Audiences = [.. Enumerable.Range(0, 50).Select(i => $"audience-{i}")]),
            app => app.MapGet("/", () => "ok").RequireAuthorizer("users"));

        Assert.Equal(401, (int)(await app.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Authorizer_ThatTakesThePlaceOfAnother_IsTheOnlyOneChecked()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddJwtAuthorizer("users", _ => { })
                .AddAuthorizer("users", users => users.IdentityFromHeader("x"), (_, _) => new(Core.Authorizers.AuthorizerResult.Allow("anna"))),
            app => app.MapGet("/", () => "ok").RequireAuthorizer("users"));

        Assert.Equal(200, (await app.SendAsync("GET", "/", ("x", "y"))).Status);
    }

    private static string Format(object? value) => value switch
    {
        null => "none",
        IList<string> texts => texts.Count > 0 ? string.Join(", ", texts) : "empty",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static async Task AssertErrorAsync(string option, Action<JwtAuthorizerOptions> configure) =>
        Assert.StartsWith($"{Path}{option}", await GetErrorAsync(configure), StringComparison.Ordinal);

    private static async Task<string> GetErrorAsync(Action<JwtAuthorizerOptions> configure) =>
        Assert.Single(await GatewayStart.GetErrorsAsync(gateway => Add(gateway, configure)));

    private static void Add(Core.Hosting.IApiGatewayBuilder gateway, Action<JwtAuthorizerOptions> configure) => gateway.AddJwtAuthorizer(
        "users", jwt => jwt.Issuer("https://issuer.example.com").Audiences("orders").Configure(configure));
}
