using System.Security.Claims;
using Gateway.Core.ApiKeys.Authentication;
using Gateway.Core.Pipeline;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys.Authentication;

public class ApiKeyPrincipalTests
{
    [Fact]
    public void Create_WholeKey_HasOneClaimForEachFact()
    {
        var principal = Create("Alice", ["free", "pro"], ("tenant", "acme"), ("region", "eu"));

        Assert.Equal(
            [
                $"{ClaimTypes.NameIdentifier}=alice", $"{ClaimTypes.Name}=Alice", "gateway:plan=free", "gateway:plan=pro",
                "tenant=acme", "region=eu",
            ],
            principal.Claims.Select(claim => $"{claim.Type}={claim.Value}"));
        Assert.All(principal.Claims, claim => Assert.Equal("issuer", claim.Issuer));
        Assert.Equal(("ApiKey", true, "Alice"), (principal.Identity!.AuthenticationType, principal.Identity.IsAuthenticated, principal.Identity.Name));
    }

    [Fact]
    public void Create_BareKey_HasItsIdOnly() => Assert.Equal("alice", Assert.Single(Create(null, []).Claims).Value);

    [Theory]
    [InlineData(ClaimTypes.NameIdentifier)]
    [InlineData(ClaimTypes.Name)]
    [InlineData("gateway:plan")]
    [InlineData("Gateway:Plan")]
    public void Create_TagOfATypeOfTheGateways_IsNoClaim(string type) =>
        Assert.DoesNotContain(Create("Alice", ["free"], (type, "other")).Claims, claim => claim.Value == "other");

    [Fact]
    public void Create_StoreLeftValuesOut_HasEmptyOnes() =>
        Assert.Equal(["", ""], Create(null, [null!], ("tenant", null!)).Claims.Skip(1).Select(claim => claim.Value));

    [Fact]
    public void Create_Twice_SharesNothingThatCanChange()
    {
        var caller = new CallerIdentity("alice", null, new Dictionary<string, string>(), []);
        var first = ApiKeyPrincipal.Create(caller, "ApiKey", "issuer");
        ((ClaimsIdentity)first.Identity!).AddClaim(new Claim("role", "admin"));

        Assert.Single(ApiKeyPrincipal.Create(caller, "ApiKey", "issuer").Claims);
    }

    private static ClaimsPrincipal Create(string? name, string[] plans, params (string Name, string Value)[] tags) =>
        ApiKeyPrincipal.Create(new CallerIdentity("alice", name, tags.ToDictionary(tag => tag.Name, tag => tag.Value), plans), "ApiKey", "issuer");
}
