using Gateway.Core.Authorizers;
using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Authorizers.Verdicts;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Policies;

[Collection(nameof(MeasuredAlone))]
public class PolicySizeTests
{
    private static readonly string[] Paths = [.. Enumerable.Range(0, 50).Select(i => $"tenants/{i}/orders/*")];
    private static readonly string[] Foreign = [.. Enumerable.Range(0, 50).Select(i => $"\u00e4\u00f6\u00fc\u4e00\u4e8c\u4e09/{i}/*")];

    public static TheoryData<string, Func<PolicyDocument>> Documents => new()
    {
        { "paths", () => PolicyDocument.Create(policy => policy.Allow(it => it.Paths(Paths))) },
        { "foreign", () => PolicyDocument.Create(policy => policy.Deny(it => it.Paths(Foreign))) },
        { "principals", () => PolicyDocument.Create(policy => policy.Deny(it => it.Principals([.. Paths.Select(path => path + "/" + path)]))) },
        { "headers", () => PolicyDocument.Create(policy => policy.Allow(it => it.Header("X-Tenant", Paths))) },
        { "addresses", () => PolicyDocument.Create(policy => policy.Allow(it => it.Addresses([.. Enumerable.Range(0, 250).Select(i => $"10.0.{i}.0/24")]))) },
        { "resources", () => PolicyDocument.Parse(PolicyText.Of("arn:aws:execute-api:eu-*:123456789012:a*/prod/GET/orders/*")) },
    };

    [Theory]
    [MemberData(nameof(Documents), DisableDiscoveryEnumeration = true)]
    public void Size_OfADocument_IsWhatItKeepsInMemory(string kind, Func<PolicyDocument> create)
    {
        var documents = new PolicyDocument[100];
        documents[0] = create();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = create();
        }

        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)documents.Length;
        Assert.True(documents[0].Size > 0.7 * kept && documents[0].Size < 1.5 * kept, $"{kind}: {documents[0].Size} B, and {kept} B are kept.");
        GC.KeepAlive(documents);
    }

    [Fact]
    public void Size_OfAVerdict_HasItsPolicyWhoeverWroteIt()
    {
        var policy = PolicyDocument.Create(it => it.Allow(statement => statement.Paths(Paths)));
        var plain = new AuthorizerVerdict(AuthorizerResult.Allow("anna"));

        var verdict = new AuthorizerVerdict(AuthorizerResult.FromPolicy("anna", policy));

        Assert.Equal(plain.Size + policy.Size, verdict.Size);
        Assert.InRange(policy.Size, 20_000, 60_000);
    }
}
