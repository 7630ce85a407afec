using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Policies;

public class PolicyDocumentErrorTests
{
    private const string Body = "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"";
    private const string Good = "{" + Body + "}";

    [Theory]
    [InlineData("[]", "The policy document must be an object.")]
    [InlineData("{}", "The policy document has no Statement.")]
    [InlineData("""{"Statement":[]}""", "Statement has 0 entries; 1 to 100 are allowed.")]
    [InlineData("""{"Statement":"x"}""", "Statement must be an object.")]
    [InlineData("""{"Statement":[1]}""", "Statement[0] must be an object.")]
    [InlineData("""{"Version":"2013","Statement":{}}""", "Version must be 2012-10-17 or 2008-10-17.")]
    [InlineData("""{"Versio":"2012-10-17"}""", "Versio is not an element of a policy. Known here: Version, Id, Statement.")]
    [InlineData("""{"Id":5}""", "Id must be a text.")]
    public void Parse_WrongDocument_SaysWhereAndWhat(string json, string expected) => Assert.Equal(expected, GetError(json));

    [Theory]
    [InlineData("""{"Action":"*","Resource":"*"}""", "Statement[1] has no Effect.")]
    [InlineData("""{"Effect":"allow","Action":"*","Resource":"*"}""", "Statement[1].Effect 'allow' must be Allow or Deny.")]
    [InlineData("""{"Effect":["Allow"],"Action":"*","Resource":"*"}""", "Statement[1].Effect must be a text.")]
    [InlineData("""{"Effect":"Allow","Effect":"Deny"}""", "Statement[1].Effect stands there twice.")]
    [InlineData("""{"Effect":"Allow","Resource":"*"}""", "Statement[1] has neither Action nor NotAction.")]
    [InlineData("""{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}""", "Statement[1] has both Action and NotAction; one is allowed.")]
    [InlineData("""{"Effect":"Allow","Action":"*"}""", "Statement[1] has neither Resource nor NotResource.")]
    [InlineData("""{"Effect":"Allow","Action":[],"Resource":"*"}""", "Statement[1].Action has 0 entries; 1 to 500 are allowed.")]
    [InlineData("""{"Effect":"Allow","Action":"Invoke","Resource":"*"}""",
        "Statement[1].Action 'Invoke' must be * or a service and an action such as execute-api:Invoke.")]
    [InlineData("""{"Effect":"Allow","Action":["*",5],"Resource":"*"}""", "Statement[1].Action[1] must be a text.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":["*","prod/GET/x"]}""",
        "Statement[1].Resource[1] 'prod/GET/x' must be *, execute-api:/stage/VERB/path or arn:aws:execute-api:region:account:api/stage/VERB/path.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:execute-api:eu-west-1"}""",
        "Statement[1].Resource 'arn:aws:execute-api:eu-west-1' must be *, execute-api:/stage/VERB/path or arn:aws:execute-api:region:account:api/stage/VERB/path.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"execute-api:/prod/GET/${aws:username}"}""",
        "Statement[1].Resource has a policy variable, which is not supported.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":"alice"}""",
        "Statement[1].Principal must be * or an object such as { \"AWS\": [ \"123456789012\" ] }.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{}}""",
        "Statement[1].Principal is empty. Known here: AWS, Service, Federated, CanonicalUser.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"Aws":"*"}}""",
        "Statement[1].Principal.Aws is not an element of a policy. Known here: AWS, Service, Federated, CanonicalUser.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"AWS":["*","12345"]}}""",
        "Statement[1].Principal.AWS[1] '12345' must name an account by 12 digits.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"AWS":"arn:aws:iam::*:root"}}""",
        "Statement[1].Principal.AWS 'arn:aws:iam::*:root' must name an account by 12 digits.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"AWS":"arn:aws:iam::123456789012:user/*"}}""",
        "Statement[1].Principal.AWS 'arn:aws:iam::123456789012:user/*' must be *, an account, an ARN or an id, without wildcards in it.")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Principal":{"Service":"x"}}""",
        "Statement[1].Principal.Service names nobody who can call here, so it is allowed only as Principal of an Allow; name callers under AWS.")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Principal":{"Federated":"x"}}""",
        "Statement[1].Principal.Federated names nobody who can call here, so it is allowed only as Principal of an Allow; name callers under AWS.")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Principal":{"AWS":"123456789012","CanonicalUser":"x"}}""",
        "Statement[1].Principal.CanonicalUser names nobody who can call here, so it is allowed only as Principal of an Allow; name callers under AWS.")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","NotPrincipal":{"Service":"x"}}""",
        "Statement[1].NotPrincipal.Service names nobody who can call here, so it is allowed only as Principal of an Allow; name callers under AWS.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","NotPrincipal":{"Federated":"x"}}""",
        "Statement[1].NotPrincipal.Federated names nobody who can call here, so it is allowed only as Principal of an Allow; name callers under AWS.")]
    public void Parse_WrongStatement_SaysWhereAndWhatWouldBeRight(string statement, string expected) =>
        Assert.Equal(expected, GetError($$"""{"Statement":[{{Good}},{{statement}}]}"""));

    [Theory]
    [InlineData("""{"Bool":{"aws:SecureTransport":"yes"}}""", "Condition.Bool.aws:SecureTransport 'yes' is not true or false.")]
    [InlineData("""{"Bool":{"aws:SecureTransport":{}}}""", "Condition.Bool.aws:SecureTransport must be a text, a number or a boolean.")]
    [InlineData("""{"Bool":[]}""", "Condition.Bool must be an object.")]
    [InlineData("""{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","10.0.0.0/33"]}}""",
        "Condition.IpAddress.aws:SourceIp[1] '10.0.0.0/33' is not an address or a network such as 10.0.0.0/8.")]
    [InlineData("""{"DateLessThan":{"aws:CurrentTime":"tomorrow"}}""",
        "Condition.DateLessThan.aws:CurrentTime 'tomorrow' is not a time such as 2030-01-31T00:00:00Z.")]
    [InlineData("""{"DateLessThan":{"aws:EpochTime":"-Infinity"}}""",
        "Condition.DateLessThan.aws:EpochTime '-Infinity' is not a time such as 2030-01-31T00:00:00Z.")]
    [InlineData("""{"DateGreaterThan":{"aws:CurrentTime":["2030","NaN"]}}""",
        "Condition.DateGreaterThan.aws:CurrentTime[1] 'NaN' is not a time such as 2030-01-31T00:00:00Z.")]
    [InlineData("""{"NumericEquals":{"aws:EpochTime":"x"}}""", "Condition.NumericEquals.aws:EpochTime 'x' is not a number.")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"alice"}}""",
        "Condition.ArnLike.aws:PrincipalArn 'alice' is not an ARN: six parts joined by colons, arn first.")]
    [InlineData("""{"Null":{"aws:Referer":["true","false"]}}""", "Condition.Null.aws:Referer[1] a key is missing or it is not: one value is allowed.")]
    [InlineData("""{"StringEquals":{"aws:Referer":"${aws:username}"}}""",
        "Condition.StringEquals.aws:Referer has a policy variable, which is not supported.")]
    [InlineData("""{"StringEquals":{"aws:SourceIp":"10.0.0.1"}}""",
        "Condition.StringEquals.aws:SourceIp cannot be compared by StringEquals. Right are IpAddress, NotIpAddress, Null.")]
    [InlineData("""{"NumericLessThan":{"aws:CurrentTime":5}}""",
        "Condition.NumericLessThan.aws:CurrentTime cannot be compared by NumericLessThan. Right are "
        + "DateEquals, DateGreaterThan, DateGreaterThanEquals, DateLessThan, DateLessThanEquals, DateNotEquals, Null.")]
    [InlineData("""{"StringEquals":{"aws:SourceVpce":"vpce-1"}}""",
        "Condition.StringEquals.aws:SourceVpce is not a condition key. Known: aws:CurrentTime, aws:EpochTime, aws:PrincipalAccount, aws:PrincipalArn, "
        + "aws:Referer, aws:SecureTransport, aws:SourceArn, aws:SourceIp, aws:UserAgent, aws:userid, aws:username, aws:VpcSourceIp, gateway:Header/<name>.")]
    [InlineData("""{"StringEquals":{"gateway:Header/a b":"x"}}""", "Condition.StringEquals.gateway:Header/a b is not a condition key. ")]
    [InlineData("""{"StringEqualz":{"aws:Referer":"x"}}""",
        "Condition.StringEqualz is not a condition operator. Known, each but Null also with IfExists: ArnEquals, ArnLike, ArnNotEquals, ArnNotLike, Bool, "
        + "DateEquals, DateGreaterThan, DateGreaterThanEquals, DateLessThan, DateLessThanEquals, DateNotEquals, IpAddress, NotIpAddress, Null, "
        + "NumericEquals, NumericGreaterThan, NumericGreaterThanEquals, NumericLessThan, NumericLessThanEquals, NumericNotEquals, StringEquals, "
        + "StringEqualsIgnoreCase, StringLike, StringNotEquals, StringNotEqualsIgnoreCase, StringNotLike.")]
    [InlineData("""{"x.Bool":{"aws:SecureTransport":true}}""", "Condition.x.Bool is not a condition operator. ")]
    [InlineData("""{"stringEquals":{"aws:Referer":"x"}}""", "Condition.stringEquals is not a condition operator. ")]
    [InlineData("""{"NullIfExists":{"aws:Referer":"true"}}""", "Condition.NullIfExists is not a condition operator. ")]
    [InlineData("""{"ForAnyValue:StringEquals":{"aws:Referer":"x"}}""",
        "Condition.ForAnyValue:StringEquals is for keys with several values, and no key here has any; leave the prefix out.")]
    [InlineData("""{"ForAllValues:StringLike":{"aws:Referer":"x"}}""",
        "Condition.ForAllValues:StringLike is for keys with several values, and no key here has any; leave the prefix out.")]
    public void Parse_WrongCondition_SaysWhereAndWhatWouldBeRight(string condition, string expected) => Assert.StartsWith(
        "Statement[1]." + expected,
        GetError($$"""{"Statement":[{{Good}},{ {{Body}},"Condition":{{condition}} }]}"""),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("", "line 1, column 1")]
    [InlineData("{\n  \"Statement\": [\n    { \"\u00e9\u00e9\": x }\n  ]\n}", "line 3, column 13")]
    [InlineData("{\"Statement\": [{}, ]}", "line 1, column 20")]
    [InlineData("{\"Statement\": // no\n {}}", "line 1, column 15")]
    [InlineData("{\"Statement\":\r\n\r\n", "line 3, column 1")]
    public void Parse_NoJson_SaysLineAndColumn(string json, string expected) =>
        Assert.Equal($"The policy document is not JSON at {expected}.", GetError(json));

    [Fact]
    public void Parse_HalfOfASurrogatePair_IsRefused() => Assert.Equal(
        "The policy document has a text that is not valid Unicode.",
        GetError(PolicyText.Of("execute-api:/prod/GET/\\ud800")));

    [Fact]
    public void Parse_NestedWithoutEnd_IsRefused() =>
        Assert.StartsWith("The policy document is not JSON at line 1", GetError(new string('[', 60_000)), StringComparison.Ordinal);

    [Theory]
    [InlineData(512, null)]
    [InlineData(513, "Statement.Resource has 513 characters; 512 are allowed.")]
    public void Parse_ResourceAtItsBound_IsRefusedBeyond(int length, string? expected)
    {
        var json = PolicyText.Of("execute-api:/".PadRight(length, 'x'));

        if (expected is null)
        {
            Assert.Single(PolicyDocument.Parse(json).Statements);
        }
        else
        {
            Assert.Equal(expected, GetError(json));
        }
    }

    [Fact]
    public void Parse_MoreThanTheBounds_IsRefused()
    {
        Assert.Equal("The policy document has 65537 characters; 65536 are allowed.", GetError(new string(' ', 65_537)));
        Assert.Equal(
            "Statement has 101 entries; 1 to 100 are allowed.",
            GetError($$"""{"Statement":[{{string.Join(',', Enumerable.Repeat(Good, 101))}}]}"""));
        Assert.Equal(
            "Statement.Condition.StringLike.aws:Referer has 2049 characters; 2048 are allowed.",
            GetError($$"""{"Statement":{ {{Body}},"Condition":{"StringLike":{"aws:Referer":"{{new string('x', 2_049)}}"} } } }"""));
    }

    private static string GetError(string json) => Assert.Throws<FormatException>(() => PolicyDocument.Parse(json)).Message;
}
