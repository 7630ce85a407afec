using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Policies;

public class ResourcePatternTests
{
    private static readonly PolicyScope Known = new("eu-west-1", "123456789012", "a1b2c3");

    [Theory]
    [InlineData("*", true, true)]
    [InlineData("execute-api:/*", true, true)]
    [InlineData("execute-api:/prod/GET/orders/1", true, true)]
    [InlineData("execute-api:/prod/*/orders/*", true, true)]
    [InlineData("execute-api:/prod/GET/orders/?", true, true)]
    [InlineData("execute-api:/prod/GET/orders/??", false, false)]
    [InlineData("execute-api:/prod/GET/Orders/1", false, false)]
    [InlineData("execute-api:/prod/GET//orders/1", false, false)]
    [InlineData("execute-api:/test/GET/orders/1", false, false)]
    [InlineData("execute-api:/prod/POST/orders/1", false, false)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/prod/GET/orders/1", true, true)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/*", true, true)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:*", true, true)]
    [InlineData("arn:aws:execute-api:*:*:*", true, true)]
    [InlineData("arn:aws:execute-api:*:*:*/prod/GET/*", true, true)]
    [InlineData("arn:aws:execute-api:*:*:*/GET/orders/1", true, true)]
    [InlineData("arn:aws:execute-api:*:*:a1*/GET/orders/1", true, true)]
    [InlineData("arn:aws:execute-api:*:*:a1*", true, true)]
    [InlineData("arn:aws:execute-api:*", true, true)]
    [InlineData("arn:aws:execute-api:eu-*:123456789012:a?b2c3/prod/*", true, true)]
    [InlineData("arn:aws-cn:execute-api:eu-west-1:123456789012:a1b2c3/prod/*", true, true)]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:a1b2c3/*", false, true)]
    [InlineData("arn:aws:execute-api:eu-west-1:999999999999:a1b2c3/*", false, true)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:other/*", false, true)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:other*", false, true)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:a1b2c3", false, false)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/test/*", false, false)]
    [InlineData("arn:aws:s3:::*", false, false)]
    public void Evaluate_Resource_MatchesStageVerbAndPathAndTheScopeWhereItIsKnown(string resource, bool inScope, bool withoutScope)
    {
        var json = PolicyText.Of(resource);

        Assert.Equal(inScope, (new PolicyCall() with { Scope = Known }).Ask(json) == PolicyEffect.Allow);
        Assert.Equal(withoutScope, new PolicyCall().Ask(json) == PolicyEffect.Allow);
    }

    [Theory]
    [InlineData("Region", "arn:aws:execute-api:us-east-1:*:*/*")]
    [InlineData("AccountId", "arn:aws:execute-api:*:999999999999:*/*")]
    [InlineData("ApiId", "arn:aws:execute-api:*:*:other/*")]
    public void Evaluate_ScopeWithOnePart_ComparesThatPartAlone(string part, string resource)
    {
        var scope = part switch
        {
            "Region" => new PolicyScope(Region: Known.Region),
            "AccountId" => new PolicyScope(AccountId: Known.AccountId),
            _ => new PolicyScope(ApiId: Known.ApiId),
        };
        var call = new PolicyCall() with { Scope = scope };

        Assert.Equal(PolicyEffect.Neither, call.Ask(PolicyText.Of(resource)));
        Assert.Equal(PolicyEffect.Allow, call.Ask(PolicyText.Of("arn:aws:execute-api:*:*:*/prod/GET/orders/1")));
    }

    // Routing takes each of these for the endpoint's own path, so a Deny must too; an Allow means the spelling that it has.
    [Theory]
    [InlineData("GET", "/admin/users")]
    [InlineData("GET", "/ADMIN/users")]
    [InlineData("GET", "/admin/users/")]
    [InlineData("get", "/Admin/Users/")]
    public void Evaluate_AnotherSpellingThatRoutingTakesForTheSame_IsDeniedAndNotAllowed(string method, string path)
    {
        var call = new PolicyCall(method, path);
        var isLiteral = method == "GET" && path == "/admin/users";

        foreach (var resource in new[] { "execute-api:/prod/GET/admin/users", "arn:aws:execute-api:*:*:*/prod/GET/admin/users" })
        {
            Assert.Equal(PolicyEffect.Deny, call.Ask(PolicyText.Of(resource, "Deny")));
            Assert.Equal(isLiteral ? PolicyEffect.Allow : PolicyEffect.Neither, call.Ask(PolicyText.Of(resource)));
            Assert.Equal(isLiteral ? PolicyEffect.Neither : PolicyEffect.Deny, call.Ask(PolicyText.Of(resource, "Deny", "NotResource")));
            Assert.Equal(PolicyEffect.Neither, call.Ask(PolicyText.Of(resource, "Allow", "NotResource")));
        }
    }

    // Routing takes none of these for /admin.
    [Theory]
    [InlineData("//admin")]
    [InlineData("/admin//")]
    [InlineData("/%2fadmin")]
    [InlineData("/a/../admin")]
    [InlineData("/admin%2F")]
    [InlineData("/admin.")]
    public void Evaluate_AnotherPath_IsAnotherPath(string path) =>
        Assert.Equal(PolicyEffect.Neither, new PolicyCall("GET", path).Ask(PolicyText.Of("execute-api:/prod/GET/admin", "Deny")));

    [Theory]
    [InlineData("/", "execute-api:/prod/GET/")]
    [InlineData("", "execute-api:/prod/GET/")]
    [InlineData("/caf\u00e9", "execute-api:/prod/GET/caf\u00e9")]
    public void Evaluate_UnusualPath_IsMatchedAsItStands(string path, string resource) =>
        Assert.Equal(PolicyEffect.Allow, new PolicyCall("GET", path).Ask(PolicyText.Of(resource)));
}
