using Gateway.Core.Authorizers;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Authorizers;

public class AuthorizerOptionsTests
{
    [Fact]
    public void Defaults_AreThese()
    {
        var options = new AuthorizerOptions();

        Assert.Empty(options.IdentitySources);
        Assert.Null(options.IdentityPattern);
        Assert.Equal(TimeSpan.FromMinutes(5), options.TimeToLive);
        Assert.False(options.AllowEverywhere);
        Assert.False(options.LeaveDecisionToResourcePolicy);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Timeout);
        Assert.Equal(100, options.MaxConcurrentCalls);
        Assert.Equal(10_000, options.MaxCachedResults);
        Assert.Equal(16 * 1024 * 1024, options.MaxCachedBytes);
    }

    [Theory]
    [InlineData("TimeToLive = -00:00:01", "ApiGateway:Authorizers:tenant:TimeToLive ")]
    [InlineData("TimeToLive = 01:00:01", "ApiGateway:Authorizers:tenant:TimeToLive ")]
    [InlineData("Timeout = 00:00:00", "ApiGateway:Authorizers:tenant:Timeout ")]
    [InlineData("Timeout = 00:01:01", "ApiGateway:Authorizers:tenant:Timeout ")]
    [InlineData("MaxConcurrentCalls = 0", "ApiGateway:Authorizers:tenant:MaxConcurrentCalls ")]
    [InlineData("MaxCachedResults = 0", "ApiGateway:Authorizers:tenant:MaxCachedResults ")]
    [InlineData("MaxCachedBytes = 65535", "ApiGateway:Authorizers:tenant:MaxCachedBytes ")]
    [InlineData("IdentityPattern = (", "ApiGateway:Authorizers:tenant:IdentityPattern: Invalid pattern")]
    [InlineData("IdentityPattern = (?=a)", "ApiGateway:Authorizers:tenant:IdentityPattern: ")]
    [InlineData("IdentitySources:0 = header.Authorization", "ApiGateway:Authorizers:tenant:IdentitySources: 'header.Authorization' must be one of method.request.header.NAME")]
    [InlineData("IdentitySources:0 = method.request.header.", "ApiGateway:Authorizers:tenant:IdentitySources: 'method.request.header.' must be one of")]
    [InlineData("IdentitySources:0 = context.nothing", "Authorizer 'tenant': the identity source 'context.nothing' names a context variable that does not exist.")]
    public async Task Start_OneWrongOption_IsNamedWithItsPathAndTheFix(string entry, string expected)
    {
        var errors = await StartAttempt.GetErrorsAsync(gateway => gateway.Services
            .AddApiGateway(StartAttempt.Section("Authorizers:tenant:" + entry))
            .AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization"), Allow));

        Assert.StartsWith(expected, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoIdentityButRemembering_SaysWhatIsMissing() => Assert.StartsWith(
        "ApiGateway:Authorizers:tenant: without an identity source every caller would share one answer.",
        Assert.Single(await StartAttempt.GetErrorsAsync(gateway => gateway.AddAuthorizer("tenant", static _ => { }, Allow))),
        StringComparison.Ordinal);

    [Fact]
    public async Task Start_PatternForTwoSources_SaysThatOneIsNeeded() => Assert.Equal(
        "ApiGateway:Authorizers:tenant:IdentityPattern: needs exactly one identity source; there are 2.",
        Assert.Single(await StartAttempt.GetErrorsAsync(gateway =>
            gateway.AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("a", "b").IdentityFromHeader("c"), Allow))));

    [Fact]
    public async Task Start_AuthorizerOnlyConfigured_SaysThatCodeIsMissing() => Assert.Equal(
        "ApiGateway:Authorizers:tenant: no code decides. Add it with AddAuthorizer under the same name.",
        (await StartAttempt.GetErrorsAsync("Authorizers:tenant:TimeToLive = 00:00:00"))[0]);

    [Fact]
    public async Task Start_UnknownAuthorizer_NamesTheEndpointAndTheKnownOnes() => Assert.Equal(
        "Endpoint 'GET /': the authorizer 'tennant' does not exist. Add it with AddAuthorizer(\"tennant\", …); known authorizers: tenant.",
        Assert.Single(await StartAttempt.GetErrorsAsync(
            gateway => gateway.AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization"), Allow),
            app => app.MapGet("/", () => "ok").RequireAuthorizer("tennant"))));

    private static ValueTask<AuthorizerResult> Allow(AuthorizerRequest request, CancellationToken cancellationToken) => new(AuthorizerResult.Allow("a"));
}
