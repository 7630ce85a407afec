using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Policies;

public class PolicyDocumentTests
{
    private const string User = "arn:aws:iam::123456789012:user/alice";

    // The examples of the reference's own guide, unchanged but for their shape on paper.
    private const string OnlyFromRange = """
        {
          "Version": "2012-10-17",
          "Id": "an id",
          "Statement": [
            { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*/*/*" },
            { "Sid": "NotFrom", "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*/*/*",
              "Condition": { "NotIpAddress": { "aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24" ] } } }
          ]
        }
        """;

    private const string OtherAccount = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow",
              "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::123456789012:user/alice"] },
              "Action": "execute-api:Invoke",
              "Resource": ["arn:aws:execute-api:eu-west-1:555555555555:a1b2c3/prod/GET/orders/*"] }
          ]
        }
        """;

    [Fact]
    public void Parse_RangeExampleOfTheReference_AllowsTheRangesAlone()
    {
        var document = PolicyDocument.Parse(OnlyFromRange);

        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { Address = "192.0.2.77" }).Ask(document));
        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { Address = "::ffff:198.51.100.1" }).Ask(document));
        Assert.Equal(PolicyEffect.Deny, (new PolicyCall() with { Address = "203.0.113.1" }).Ask(document));
        Assert.Equal(PolicyEffect.Deny, (new PolicyCall() with { Address = null }).Ask(document));
    }

    [Fact]
    public void Parse_AccountExampleOfTheReference_AllowsAnybodyOfTheAccountAndTheUser()
    {
        var document = PolicyDocument.Parse(OtherAccount);

        Assert.Equal(PolicyEffect.Neither, new PolicyCall().Ask(document));
        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { PrincipalId = "bob", AccountId = "111122223333" }).Ask(document));
        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { PrincipalId = User, AccountId = "123456789012" }).Ask(document));
        Assert.Equal(PolicyEffect.Allow, (new PolicyCall() with { PrincipalId = "AIDA1", PrincipalArn = User }).Ask(document));
        Assert.Equal(PolicyEffect.Neither, (new PolicyCall() with { PrincipalId = "AIDA1", AccountId = "123456789012" }).Ask(document));
    }

    [Theory]
    [InlineData("Allow", "Neither", PolicyEffect.Allow)]
    [InlineData("Allow", "Deny", PolicyEffect.Deny)]
    [InlineData("Deny", "Allow", PolicyEffect.Deny)]
    [InlineData("Neither", "Neither", PolicyEffect.Neither)]
    [InlineData("Neither", "Deny", PolicyEffect.Deny)]
    public void Evaluate_SeveralStatements_DenyWinsWhereverItStands(string first, string second, object expected)
    {
        var json = $$"""{"Statement":[{{Write(first)}},{{Write(second)}}]}""";

        Assert.Equal((PolicyEffect)expected, new PolicyCall().Ask(json));
    }

    [Theory]
    [InlineData("\"*\"", true)]
    [InlineData("\"execute-api:*\"", true)]
    [InlineData("\"execute-api:Invoke\"", true)]
    [InlineData("\"Execute-API:invoke\"", true)]
    [InlineData("\"execute-api:Inv*\"", true)]
    [InlineData("[\"s3:GetObject\",\"execute-api:Invoke\"]", true)]
    [InlineData("\"execute-api:InvalidateCache\"", false)]
    [InlineData("\"execute-api:ManageConnections\"", false)]
    [InlineData("\"s3:*\"", false)]
    public void Evaluate_Action_CountsWhereItInvokesAnApi(string action, bool expected)
    {
        var json = $$"""{"Statement":{"Effect":"Allow","Action":{{action}},"Resource":"*"} }""";

        Assert.Equal(expected, new PolicyCall().Ask(json) == PolicyEffect.Allow);
        Assert.Equal(!expected, new PolicyCall().Ask(json.Replace("Action", "NotAction", StringComparison.Ordinal)) == PolicyEffect.Allow);
    }

    [Theory]
    [InlineData("\"*\"", true, true)]
    [InlineData("{\"AWS\":\"*\"}", true, true)]
    [InlineData("{\"AWS\":\"123456789012\"}", false, true)]
    [InlineData("{\"AWS\":\"arn:aws:iam::123456789012:root\"}", false, true)]
    [InlineData("{\"AWS\":\"" + User + "\"}", false, true)]
    [InlineData("{\"AWS\":[\"alice\"]}", false, false)]
    [InlineData("{\"AWS\":\"arn:aws:iam::999999999999:root\"}", false, false)]
    public void Evaluate_Principal_IsAnybodyAnAccountOrOne(string principal, bool anonymous, bool user)
    {
        var json = $$"""{"Statement":{"Effect":"Allow","Principal":{{principal}},"Action":"*","Resource":"*"} }""";
        var negated = json.Replace("Principal", "NotPrincipal", StringComparison.Ordinal);
        var alice = new PolicyCall() with { PrincipalId = User, AccountId = "123456789012" };

        Assert.Equal(anonymous, new PolicyCall().Ask(json) == PolicyEffect.Allow);
        Assert.Equal(user, alice.Ask(json) == PolicyEffect.Allow);
        Assert.Equal(!anonymous, new PolicyCall().Ask(negated) == PolicyEffect.Allow);
        Assert.Equal(!user, alice.Ask(negated) == PolicyEffect.Allow);
    }

    [Theory]
    [InlineData("{\"Service\":\"apigateway.amazonaws.com\"}", false)]
    [InlineData("{\"Service\":[\"a.amazonaws.com\"],\"AWS\":\"123456789012\"}", true)]
    [InlineData("{\"Federated\":\"cognito-identity.amazonaws.com\"}", false)]
    [InlineData("{\"CanonicalUser\":\"79a59df900b949e5\"}", false)]
    public void Evaluate_AllowOfAKindThatNeverCalls_LetsOnlyTheOthersPass(string principal, bool user)
    {
        var json = $$"""{"Statement":{"Effect":"Allow","Principal":{{principal}},"Action":"*","Resource":"*"} }""";
        var alice = new PolicyCall() with { PrincipalId = User, AccountId = "123456789012" };

        Assert.Equal(PolicyEffect.Neither, new PolicyCall().Ask(json));
        Assert.Equal(user, alice.Ask(json) == PolicyEffect.Allow);
    }

    [Theory]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Deny","NotPrincipal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"123456789012"}}}""", false)]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"*"}}}""", false)]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Null":{"aws:userid":"true"}}}""", false)]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotLike":{"aws:username":"*"}}}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", false)]
    public void DeniesEveryCaller_BeforeAnybodyIsKnown_PassesOverWhatAsksForTheCaller(string statement, bool expected) => Assert.Equal(
        expected,
        PolicyDocument.Parse($$"""{"Statement":[{{statement}}]}""").DeniesEveryCaller(new PolicyCall().Create()));

    [Fact]
    public void Parse_OneHundredStatements_AreRead()
    {
        var statements = string.Join(',', Enumerable.Repeat(Write("Allow"), 100));

        Assert.Equal(100, PolicyDocument.Parse($$"""{"Statement":[{{statements}}]}""").Statements.Count());
    }

    [Fact]
    public void ParseAndCreate_Null_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => PolicyDocument.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => PolicyDocument.Create(null!));
    }

    private static string Write(string effect) => effect == "Neither"
        ? """{"Effect":"Allow","Action":"*","Resource":"execute-api:/other/*"}"""
        : $$"""{"Effect":"{{effect}}","Action":"*","Resource":"*"}""";
}
