using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Policies;

public class PolicyBuilderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Create_StatementOfAllParts_AppliesOnlyWhereAllFit()
    {
        var document = PolicyDocument.Create(policy => policy.Allow(statement => statement
            .Methods("GET", "HEAD").Paths("/orders/*", "reports").Stages("prod").Addresses("10.0.0.0/8", "2001:db8::/32")));
        var good = new PolicyCall() with { Address = "10.1.2.3" };

        Assert.Equal(PolicyEffect.Allow, good.Ask(document));
        Assert.Equal(PolicyEffect.Allow, (good with { Method = "HEAD", Path = "/reports", Address = "2001:db8::1" }).Ask(document));
        Assert.Equal(PolicyEffect.Neither, (good with { Method = "POST" }).Ask(document));
        Assert.Equal(PolicyEffect.Neither, (good with { Path = "/reports/1" }).Ask(document));
        Assert.Equal(PolicyEffect.Neither, (good with { Stage = "test" }).Ask(document));
        Assert.Equal(PolicyEffect.Neither, (good with { Address = "11.0.0.1" }).Ask(document));
    }

    [Fact]
    public void Create_DenyBesideAllow_WinsHoweverThePathIsSpelled()
    {
        var document = PolicyDocument.Create(policy => policy.Deny(statement => statement.Methods("GET").Paths("admin").Stages("prod")).Allow());

        Assert.Equal(PolicyEffect.Deny, new PolicyCall("GET", "/admin").Ask(document));
        Assert.Equal(PolicyEffect.Deny, new PolicyCall("get", "/ADMIN/").Ask(document));
        Assert.Equal(PolicyEffect.Allow, new PolicyCall("GET", "//admin").Ask(document));
        Assert.Equal(PolicyEffect.Allow, new PolicyCall("POST", "/admin").Ask(document));
    }

    [Fact]
    public void Create_AllowOfAPath_MeansTheSpellingThatItHas()
    {
        var document = PolicyDocument.Create(policy => policy.Allow(statement => statement.Paths("files/alice/*")));

        Assert.Equal(PolicyEffect.Allow, new PolicyCall("GET", "/files/alice/1").Ask(document));
        Assert.Equal(PolicyEffect.Neither, new PolicyCall("GET", "/files/ALICE/1").Ask(document));
    }

    [Fact]
    public void Create_StarInAStage_DoesNotReachIntoThePath() => Assert.Equal(
        PolicyEffect.Neither,
        new PolicyCall("POST", "/x/GET/admin").Ask(PolicyDocument.Create(policy => policy
            .Allow(statement => statement.Stages("*").Methods("GET").Paths("admin")))));

    [Fact]
    public void Create_ExceptAddresses_AppliesToAllOthersAndToNone()
    {
        var document = PolicyDocument.Create(policy => policy.Allow().Deny(statement => statement.ExceptAddresses("10.0.0.0/8").ExceptAddresses("192.0.2.1")));

        Assert.Equal(PolicyEffect.Allow, new PolicyCall().Ask(document));
        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { Address = "10.0.0.1" }).Ask(document));
        Assert.Equal(PolicyEffect.Deny, (new PolicyCall() with { Address = "192.0.2.2" }).Ask(document));
        Assert.Equal(PolicyEffect.Deny, (new PolicyCall() with { Address = null }).Ask(document));
    }

    [Fact]
    public void Create_PrincipalsAndAccounts_AreOneOfThem()
    {
        var document = PolicyDocument.Create(policy => policy.Allow(statement => statement.Principals("alice").Accounts("acme")));

        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { PrincipalId = "alice" }).Ask(document));
        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { PrincipalId = "bob", AccountId = "acme" }).Ask(document));
        Assert.Equal(PolicyEffect.Neither, (new PolicyCall() with { PrincipalId = "Alice" }).Ask(document));
        Assert.Equal(PolicyEffect.Neither, new PolicyCall().Ask(document));
    }

    [Fact]
    public void Create_Headers_AreAllAskedFor()
    {
        var document = PolicyDocument.Create(policy => policy.Allow(statement => statement
            .UserAgents("curl/*").Referers("https://example.com/*").Header("X-Env", "test?", "dev")));
        (string, string[])[] good = [("User-Agent", ["curl/8"]), ("Referer", ["https://example.com/a"]), ("x-env", ["test1"])];

        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { Headers = good }).Ask(document));
        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { Headers = [.. good[..2], ("X-Env", ["prod", "dev"])] }).Ask(document));
        Assert.Equal(PolicyEffect.Neither, (new PolicyCall() with { Headers = [.. good[..2], ("X-Env", ["prod"])] }).Ask(document));
        for (var i = 0; i < good.Length; i++)
        {
            Assert.Equal(PolicyEffect.Neither, (new PolicyCall() with { Headers = [.. good[..i], .. good[(i + 1)..]] }).Ask(document));
        }
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void Create_FromAndUntil_HoldFromTheFirstMomentUntilBeforeTheLast(int seconds, bool expected)
    {
        var document = PolicyDocument.Create(policy => policy
            .Allow(statement => statement.From(Noon.ToOffset(TimeSpan.FromHours(5))).Until(Noon.AddMinutes(1))));

        Assert.Equal(expected, (new PolicyCall() with { Clock = new FakeClock(Noon.AddSeconds(seconds)) }).Ask(document) == PolicyEffect.Allow);
    }

    [Theory]
    [InlineData("Methods", "")]
    [InlineData("Methods", "GET/orders")]
    [InlineData("Methods", null)]
    [InlineData("Stages", "")]
    [InlineData("Addresses", "10.0.0.0/33")]
    [InlineData("Addresses", "example.com")]
    [InlineData("ExceptAddresses", "")]
    [InlineData("Principals", "")]
    [InlineData("Accounts", "")]
    [InlineData("Header", "a b")]
    [InlineData("Header", "")]
    public void Create_WrongValue_ThrowsAtTheCall(string member, string? value)
    {
        var exception = Assert.Throws<ArgumentException>(() => PolicyDocument.Create(policy => policy.Allow(statement => _ = member switch
        {
            "Methods" => statement.Methods(value!),
            "Stages" => statement.Stages(value!),
            "Addresses" => statement.Addresses(value!),
            "ExceptAddresses" => statement.ExceptAddresses(value!),
            "Principals" => statement.Principals(value!),
            "Accounts" => statement.Accounts(value!),
            _ => statement.Header(value!, "x"),
        })));

        Assert.StartsWith(member == "Header" ? $"'{value}' is not the name" : $"{member}: '{value}' is not allowed.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NoneOrTooMany_Throws()
    {
        Assert.Throws<ArgumentException>(() => PolicyDocument.Create(policy => policy.Allow(statement => statement.Methods())));
        Assert.Throws<ArgumentException>(() => PolicyDocument.Create(policy => policy.Allow(statement => statement.Paths(new string('x', 513)))));
        Assert.Throws<ArgumentNullException>(() => PolicyDocument.Create(policy => policy.Allow(statement => statement.Paths(null!))));
        Assert.Throws<ArgumentNullException>(() => PolicyDocument.Create(policy => policy.Allow(statement => statement.Stages(null!))));
        Assert.Throws<ArgumentException>(() => PolicyDocument.Create(policy => policy
            .Allow(statement => statement.Paths([.. Enumerable.Repeat("x", 500)]).Paths("x"))));
        Assert.Throws<InvalidOperationException>(() => PolicyDocument.Create(policy =>
        {
            for (var i = 0; i < 101; i++)
            {
                policy.Deny();
            }
        }));
    }
}
