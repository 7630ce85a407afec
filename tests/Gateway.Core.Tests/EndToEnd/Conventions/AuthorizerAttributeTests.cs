using Gateway.Core.Authorizers;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Conventions;

public class AuthorizerAttributeTests
{
    private readonly FakeAuthorizer _authorizer = new();

    [Fact]
    public async Task RequireAuthorizer_OnControllerAndAction_AsksBothWithTheirScopes()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddAuthorizer("outer", outer => outer.IdentityFromHeader("Authorization"), _authorizer.AuthorizeAsync)
                .AddAuthorizer("inner", inner => inner.IdentityFromHeader("Authorization"), _authorizer.AuthorizeAsync),
            app => app.MapControllers(),
            builder => OnlyControllers.Add(builder.Services, typeof(TenantsController)));

        Assert.Equal(401, (await app.SendAsync("GET", "/tenants")).Status);
        Assert.Equal("anna", (await app.SendAsync("GET", "/tenants", ("Authorization", "anna"))).Body);
        Assert.Equal("anna", (await app.SendAsync("GET", "/tenants/reports", ("Authorization", "anna"))).Body);
        Assert.Equal(
            ["outer ", "outer ", "inner reports.read"],
            _authorizer.Requests.Select(request => $"{request.Authorizer} {string.Join(' ', request.Scopes)}"));
    }

    [ApiController]
    [Route("tenants")]
    [RequireAuthorizer("outer")]
    private sealed class TenantsController : ControllerBase
    {
        [HttpGet]
        public string GetOwn() => HttpContext.GetGateway().Principal!.Id;

        [HttpGet("reports")]
        [RequireAuthorizer("inner", "reports.read")]
        public string GetReports() => User.Identity!.Name!;
    }
}
