using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Authorizers.Identity;

/// <summary>One value of a request by which an authorizer knows its callers, as Amazon API Gateway writes it.</summary>
internal sealed class IdentitySource
{
    public const string Forms =
        "method.request.header.NAME, method.request.querystring.NAME, method.request.path.NAME, stageVariables.NAME, context.NAME";

    private const string Header = "method.request.header.";
    private const string Query = "method.request.querystring.";
    private const string Path = "method.request.path.";
    private const string StageVariable = "stageVariables.";
    private const string Context = "context.";

    private static readonly string[] Prefixes = [Header, Query, Path, StageVariable, Context];

    private readonly Func<GatewayFeature, string?> _read;

    private IdentitySource(Func<GatewayFeature, string?> read) => _read = read;

    public static bool IsWellFormed(string text) => FindPrefix(text) is not null;

    /// <summary>Null when it names a context variable that does not exist.</summary>
    public static IdentitySource? TryCreate(string text, ContextVariableTable variables)
    {
        var prefix = FindPrefix(text)!;
        var name = text[prefix.Length..];
        return prefix switch
        {
            Header => new IdentitySource(feature => ReadOne(feature.RequestHeaders[name])),
            Query => new IdentitySource(feature => ReadOne(feature.HttpContext.Request.Query[name])),
            Path => new IdentitySource(feature => feature.HttpContext.GetRouteValue(name) as string),
            StageVariable => new IdentitySource(feature => feature.Stage.Variables.GetValueOrDefault(name)),
            _ => variables.TryGet(name, out var read) ? new IdentitySource(read) : null,
        };
    }

    /// <summary>Null when the request has no value, an empty one, or more than one: it must be clear which of them is meant.</summary>
    public string? Read(GatewayFeature feature) => _read(feature) is { Length: > 0 } value ? value : null;

    private static string? ReadOne(StringValues values) => values.Count == 1 ? values[0] : null;

    private static string? FindPrefix(string text) =>
        Prefixes.FirstOrDefault(prefix => text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal));
}
