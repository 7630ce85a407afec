using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Policies.Conditions;

public class ConditionTests
{
    private static readonly PolicyCall Call = new()
    {
        IsHttps = true,
        PrincipalId = "AIDA1",
        PrincipalArn = "arn:aws:iam::123456789012:user/path/alice",
        AccountId = "123456789012",
        UserName = "alice",
        Clock = new FakeClock(new DateTimeOffset(2026, 3, 4, 12, 0, 0, 500, TimeSpan.Zero)),
        Headers =
        [
            ("User-Agent", ["Agent/1.0"]), ("Referer", ["https://example.com/a"]), ("X-Number", ["5"]), ("X-Flag", ["TRUE"]), ("X-Two", ["a", "b"]),
            ("X-Empty", [""]),
        ],
    };

    [Theory]
    [InlineData("StringEquals", "aws:UserAgent", "\"Agent/1.0\"", true)]
    [InlineData("StringEquals", "AWS:useragent", "\"Agent/1.0\"", true)]
    [InlineData("StringEquals", "aws:UserAgent", "\"agent/1.0\"", false)]
    [InlineData("StringEquals", "aws:UserAgent", "\"Agent*\"", false)]
    [InlineData("StringEquals", "aws:UserAgent", "[\"x\",\"Agent/1.0\"]", true)]
    [InlineData("StringEqualsIgnoreCase", "aws:UserAgent", "\"AGENT/1.0\"", true)]
    [InlineData("StringEqualsIgnoreCase", "aws:UserAgent", "\"AGENT\"", false)]
    [InlineData("StringLike", "aws:Referer", "\"https://*.com/?\"", true)]
    [InlineData("StringLike", "aws:Referer", "\"http://*\"", false)]
    [InlineData("StringEquals", "aws:userid", "\"AIDA1\"", true)]
    [InlineData("StringEquals", "aws:username", "\"alice\"", true)]
    [InlineData("StringEquals", "aws:PrincipalAccount", "123456789012", true)]
    [InlineData("StringLike", "aws:PrincipalArn", "\"*alice\"", true)]
    [InlineData("StringEquals", "gateway:Header/x-two", "\"b\"", true)]
    [InlineData("StringEquals", "gateway:Header/x-two", "\"a,b\"", false)]
    [InlineData("StringEquals", "gateway:Header/X-Empty", "\"\"", true)]
    [InlineData("NumericEquals", "gateway:Header/X-Number", "5.0", true)]
    [InlineData("NumericLessThan", "gateway:Header/X-Number", "5", false)]
    [InlineData("NumericLessThanEquals", "gateway:Header/X-Number", "5", true)]
    [InlineData("NumericGreaterThan", "gateway:Header/X-Number", "\"4.9\"", true)]
    [InlineData("NumericGreaterThan", "gateway:Header/X-Number", "5", false)]
    [InlineData("NumericGreaterThanEquals", "gateway:Header/X-Number", "[5,6]", true)]
    [InlineData("NumericEquals", "gateway:Header/User-Agent", "5", false)]
    [InlineData("Bool", "gateway:Header/X-Flag", "true", true)]
    [InlineData("Bool", "gateway:Header/X-Flag", "\"false\"", false)]
    [InlineData("Bool", "gateway:Header/X-Number", "\"false\"", false)]
    [InlineData("Bool", "aws:SecureTransport", "\"true\"", true)]
    [InlineData("Bool", "aws:SecureTransport", "false", false)]
    [InlineData("IpAddress", "aws:SourceIp", "\"192.0.2.0/24\"", true)]
    [InlineData("IpAddress", "aws:VpcSourceIp", "[\"10.0.0.0/8\",\"192.0.2.1\"]", true)]
    [InlineData("IpAddress", "aws:SourceIp", "\"10.0.0.0/8\"", false)]
    [InlineData("ArnEquals", "aws:PrincipalArn", "\"arn:aws:iam::123456789012:user/path/alice\"", true)]
    [InlineData("ArnEquals", "aws:PrincipalArn", "\"arn:aws:iam::*:user/*\"", true)]
    [InlineData("ArnLike", "aws:PrincipalArn", "\"arn:*:iam::1234*:user/*/al?ce\"", true)]
    [InlineData("ArnLike", "aws:PrincipalArn", "\"arn:aws:*:123456789012:user/path/alice:x\"", false)]
    [InlineData("ArnLike", "aws:PrincipalArn", "\"arn:aws:iam::999999999999:*\"", false)]
    [InlineData("DateEquals", "aws:CurrentTime", "\"2026-03-04T12:00:00Z\"", true)]
    [InlineData("DateEquals", "aws:CurrentTime", "\"2026-03-04T13:00:00+01:00\"", true)]
    [InlineData("DateEquals", "aws:CurrentTime", "\"2026-03-04T12:00:01Z\"", false)]
    [InlineData("DateLessThan", "aws:CurrentTime", "\"2027\"", true)]
    [InlineData("DateLessThan", "aws:CurrentTime", "\"2026-03\"", false)]
    [InlineData("DateLessThan", "aws:CurrentTime", "\"2026-03-04T12:00:00.500Z\"", false)]
    [InlineData("DateLessThanEquals", "aws:CurrentTime", "\"2026-03-04T12:00:00.500Z\"", true)]
    [InlineData("DateGreaterThan", "aws:CurrentTime", "\"2026-03-04\"", true)]
    [InlineData("DateGreaterThan", "aws:CurrentTime", "\"2026-03-05\"", false)]
    [InlineData("DateGreaterThanEquals", "aws:EpochTime", "1772625600", true)]
    [InlineData("DateGreaterThanEquals", "aws:EpochTime", "1772625601", false)]
    [InlineData("NumericEquals", "aws:EpochTime", "1772625600", true)]
    [InlineData("NumericLessThan", "aws:EpochTime", "1772625600", false)]
    public void Evaluate_PositiveOperatorAndItsNegation_AreOpposites(string name, string key, string values, bool expected)
    {
        Assert.Equal(expected, IsAllowed(Call, name, key, values));
        Assert.Equal(expected, IsAllowed(Call, name + "IfExists", key, values));
        if (Negate(name) is { } negated)
        {
            Assert.Equal(!expected, IsAllowed(Call, negated, key, values));
            Assert.Equal(!expected, IsAllowed(Call, negated + "IfExists", key, values));
        }
    }

    [Theory]
    [InlineData("StringEquals", "aws:Referer", "\"x\"")]
    [InlineData("StringEqualsIgnoreCase", "aws:UserAgent", "\"x\"")]
    [InlineData("StringLike", "gateway:Header/X-None", "\"*\"")]
    [InlineData("StringLike", "aws:SourceArn", "\"*\"")]
    [InlineData("StringLike", "aws:userid", "\"*\"")]
    [InlineData("StringLike", "aws:username", "\"*\"")]
    [InlineData("StringLike", "aws:PrincipalAccount", "\"*\"")]
    [InlineData("NumericEquals", "gateway:Header/X-None", "5")]
    [InlineData("Bool", "gateway:Header/X-None", "false")]
    [InlineData("ArnLike", "aws:PrincipalArn", "\"*\"")]
    [InlineData("ArnEquals", "aws:SourceArn", "\"*\"")]
    [InlineData("IpAddress", "aws:SourceIp", "\"0.0.0.0/0\"")]
    public void Evaluate_MissingKey_FailsPositiveHoldsNegatedAndIfExists(string name, string key, string values)
    {
        var call = new PolicyCall() with { Address = null };

        Assert.False(IsAllowed(call, name, key, values));
        Assert.True(IsAllowed(call, name + "IfExists", key, values));
        if (Negate(name) is { } negated)
        {
            Assert.True(IsAllowed(call, negated, key, values));
            Assert.True(IsAllowed(call, negated + "IfExists", key, values));
        }
    }

    [Theory]
    [InlineData("aws:UserAgent", true)]
    [InlineData("aws:Referer", true)]
    [InlineData("aws:SourceIp", true)]
    [InlineData("aws:VpcSourceIp", true)]
    [InlineData("aws:userid", true)]
    [InlineData("aws:username", true)]
    [InlineData("aws:PrincipalAccount", true)]
    [InlineData("aws:PrincipalArn", true)]
    [InlineData("gateway:Header/X-Empty", true)]
    [InlineData("aws:CurrentTime", false)]
    [InlineData("aws:EpochTime", false)]
    [InlineData("aws:SecureTransport", false)]
    public void Evaluate_Null_HoldsWhereTheKeyIsMissing(string key, bool canBeMissing)
    {
        var without = new PolicyCall() with { Address = null };

        Assert.False(IsAllowed(Call, "Null", key, "true"));
        Assert.True(IsAllowed(Call, "Null", key, "\"false\""));
        Assert.Equal(canBeMissing, IsAllowed(without, "Null", key, "\"true\""));
        Assert.Equal(!canBeMissing, IsAllowed(without, "Null", key, "false"));
    }

    [Fact]
    public void Evaluate_KeysAndOperators_MustAllHold()
    {
        Assert.Equal(PolicyEffect.Allow, Call.Ask(PolicyText.When(
            """{"StringLike":{"aws:UserAgent":"Agent*","aws:Referer":"*"},"Bool":{"aws:SecureTransport":true}}""")));
        Assert.Equal(PolicyEffect.Neither, Call.Ask(PolicyText.When(
            """{"StringLike":{"aws:UserAgent":"Agent*","aws:Referer":"x"},"Bool":{"aws:SecureTransport":true}}""")));
        Assert.Equal(PolicyEffect.Neither, Call.Ask(PolicyText.When(
            """{"StringLike":{"aws:UserAgent":"Agent*"},"Bool":{"aws:SecureTransport":false}}""")));
    }

    [Fact]
    public void Evaluate_SeveralValuesOfANegatedOperator_MustAllDiffer()
    {
        Assert.True(IsAllowed(Call, "StringNotEquals", "aws:UserAgent", "[\"x\",\"y\"]"));
        Assert.False(IsAllowed(Call, "StringNotEquals", "aws:UserAgent", "[\"x\",\"Agent/1.0\"]"));
        Assert.False(IsAllowed(Call, "StringNotEquals", "gateway:Header/X-Two", "\"a\""));
    }

    [Fact]
    public void Evaluate_AddressInAForwardingHeader_CountsForNothing()
    {
        var call = new PolicyCall() with
        {
            Headers = [("X-Forwarded-For", ["10.0.0.1"]), ("Forwarded", ["for=10.0.0.1"]), ("X-Real-IP", ["10.0.0.1"])],
        };

        Assert.False(IsAllowed(call, "IpAddress", "aws:SourceIp", "\"10.0.0.0/8\""));
        Assert.True(IsAllowed(call, "NotIpAddress", "aws:VpcSourceIp", "\"10.0.0.0/8\""));
    }

    private static bool IsAllowed(PolicyCall call, string name, string key, string values) =>
        call.Ask(PolicyText.When($$$"""{"{{{name}}}":{"{{{key}}}":{{{values}}}}}""")) == PolicyEffect.Allow;

    private static string? Negate(string name) => name switch
    {
        "IpAddress" => "NotIpAddress",
        "StringEquals" or "StringEqualsIgnoreCase" or "StringLike" => name.Replace("String", "StringNot", StringComparison.Ordinal),
        "NumericEquals" => "NumericNotEquals",
        "DateEquals" => "DateNotEquals",
        "ArnEquals" or "ArnLike" => name.Replace("Arn", "ArnNot", StringComparison.Ordinal),
        _ => null,
    };
}
