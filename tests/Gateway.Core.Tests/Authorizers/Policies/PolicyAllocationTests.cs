using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Policies;

[Collection(nameof(MeasuredAlone))]
public class PolicyAllocationTests
{
    private const string EveryKindOfCondition = """
        {
          "Statement": [
            { "Effect": "Deny", "NotPrincipal": { "AWS": [ "123456789012", "arn:aws:iam::1:user/x" ] }, "Action": "*", "NotResource": "execute-api:/*" },
            { "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {
              "IpAddress": { "aws:SourceIp": [ "10.0.0.0/8", "2001:db8::/32" ] },
              "StringEquals": { "aws:PrincipalAccount": "1" } } },
            { "Effect": "Allow", "Principal": { "AWS": "123456789012" }, "Action": "*",
              "Resource": [ "arn:aws:execute-api:us-*:*:*/x", "arn:aws:execute-api:eu-*:*:a*/prod/GET/orders/*" ],
              "Condition": {
                "IpAddress": { "aws:SourceIp": "192.0.2.0/24" },
                "NotIpAddress": { "aws:VpcSourceIp": "10.0.0.0/8" },
                "StringLike": { "aws:UserAgent": "*agent*", "gateway:Header/X-Env": [ "a", "te?t" ] },
                "StringNotEqualsIgnoreCase": { "aws:Referer": "x" },
                "StringEqualsIfExists": { "aws:username": "alice", "aws:SourceArn": "x" },
                "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:user/al*" },
                "NumericLessThan": { "aws:EpochTime": 99999999999, "gateway:Header/X-Number": 5 },
                "DateGreaterThan": { "aws:CurrentTime": "2020-01-01" },
                "Bool": { "aws:SecureTransport": true },
                "Null": { "aws:userid": false } } }
          ]
        }
        """;

    [Theory]
    [InlineData("GET", PolicyEffect.Allow)]
    [InlineData("POST", PolicyEffect.Neither)]
    public void Evaluate_EveryKindOfCondition_AllocatesNothing(string method, object expected)
    {
        var document = PolicyDocument.Parse(EveryKindOfCondition);
        var request = (new PolicyCall(method) with
        {
            IsHttps = true,
            PrincipalId = "arn:aws:iam::123456789012:user/alice",
            AccountId = "123456789012",
            UserName = "alice",
            Scope = new PolicyScope("eu-west-1", "123456789012", "a1b2c3"),
            Headers = [("User-Agent", ["an agent"]), ("Referer", ["y"]), ("X-Env", ["prod", "test"]), ("X-Number", ["4.5"])],
        }).Create();
        Assert.True(IsAlways(document, request, (PolicyEffect)expected));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var isAlways = IsAlways(document, request, (PolicyEffect)expected);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(isAlways);
    }

    private static bool IsAlways(PolicyDocument document, in PolicyRequest request, PolicyEffect expected)
    {
        var isAlways = true;
        for (var i = 0; i < 1_000; i++)
        {
            isAlways &= document.Evaluate(request) == expected;
        }

        return isAlways;
    }
}
