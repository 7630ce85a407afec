using System.Net;
using Gateway.Core.Authorizers.Policies;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Tests.Support;

/// <summary>A request as a policy sees it, made without a server.</summary>
internal sealed record PolicyCall(string Method = "GET", string Path = "/orders/1", string Stage = "prod")
{
    public string? Address { get; init; } = "192.0.2.1";

    public string? PrincipalId { get; init; }

    public string? PrincipalArn { get; init; }

    public string? AccountId { get; init; }

    public string? UserName { get; init; }

    public bool IsHttps { get; init; }

    public PolicyScope Scope { get; init; } = PolicyScope.Unknown;

    public FakeClock Clock { get; init; } = new();

    public IReadOnlyList<(string Name, string[] Values)> Headers { get; init; } = [];

    public PolicyEffect Ask(PolicyDocument document) => document.Evaluate(Create());

    public PolicyEffect Ask(string json) => Ask(PolicyDocument.Parse(json));

    public PolicyRequest Create()
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = Address is null ? null : IPAddress.Parse(Address);
        context.Request.Method = Method;
        context.Request.Path = new PathString(Path);
        context.Request.Scheme = IsHttps ? "https" : "http";
        foreach (var (name, values) in Headers)
        {
            context.Request.Headers[name] = values;
        }

        return new PolicyRequest
        {
            HttpContext = context,
            Stage = Stage,
            Scope = Scope,
            TimeProvider = Clock,
            PrincipalId = PrincipalId,
            PrincipalArn = PrincipalArn,
            AccountId = AccountId,
            UserName = UserName,
        };
    }
}

/// <summary>Documents of one statement, for tests about one part of it.</summary>
internal static class PolicyText
{
    public static string Of(string resource, string effect = "Allow", string member = "Resource") =>
        $$"""{"Version":"2012-10-17","Statement":{"Effect":"{{effect}}","Principal":"*","Action":"execute-api:Invoke","{{member}}":"{{resource}}"} }""";

    public static string When(string condition, string effect = "Allow") =>
        $$"""{"Statement":[{"Effect":"{{effect}}","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{{condition}} }]}""";
}
