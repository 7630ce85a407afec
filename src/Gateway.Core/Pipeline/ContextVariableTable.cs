using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Gateway.Core.Pipeline;

/// <summary>
/// The variables that refusals, templates and logs print from, in the reference's spelling. Those of the request itself stand
/// here; a capability registers its own as <see cref="ContextVariable"/>.
/// </summary>
internal sealed class ContextVariableTable
{
    // Names of the reference that say nothing in this process; a template written for it keeps working and prints nothing.
    private static readonly string[] AlwaysEmpty =
    [
        "accountId", "apiId", "deploymentId", "identity.apiKey", "identity.principalOrgId", "wafResponseCode", "webaclArn",
    ];

    private const string AuthorizerPrefix = "authorizer.";

    private readonly FrozenDictionary<string, Func<GatewayFeature, string?>> _variables;

    public ContextVariableTable(IEnumerable<ContextVariable> contributed, TimeProvider timeProvider, PipelineOptions options)
    {
        var mode = options.Mode;
        _variables = OfRequest(timeProvider)
            .Concat(OfRejection(mode))
            .Concat(contributed)
            .Concat(AlwaysEmpty.Select(name => new ContextVariable(name, static _ => null)))
            .ToFrozenDictionary(variable => variable.Name, variable => variable.Read, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> Names => _variables.Keys;

    public bool TryGet(string name, out Func<GatewayFeature, string?> read)
    {
        if (_variables.TryGetValue(name, out read!))
        {
            return true;
        }

        // What an authorizer says has names of its own.
        if (name.StartsWith(AuthorizerPrefix, StringComparison.Ordinal) && name.Length > AuthorizerPrefix.Length)
        {
            var value = name[AuthorizerPrefix.Length..];
            read = feature => feature.Principal?.FormatContext(value);
        }

        return read is not null;
    }

    private static IEnumerable<ContextVariable> OfRequest(TimeProvider timeProvider) =>
    [
        new("authorizer.principalId", feature => feature.Principal?.Id),
        new("domainName", feature => feature.HttpContext.Request.Host.Host),
        new("domainPrefix", feature => feature.HttpContext.Request.Host.Host?.Split('.', 2)[0]),
        new("extendedRequestId", feature => feature.RequestId),
        new("httpMethod", feature => feature.HttpContext.Request.Method),
        new("identity.accessKey", feature => feature.Principal?.Signer?.AccessKeyId),
        new("identity.accountId", feature => feature.Principal?.Signer?.AccountId),
        new("identity.apiKeyId", feature => feature.Identity?.Id),
        new("identity.caller", feature => feature.Principal?.Signer?.PrincipalId),
        new("identity.sourceIp", feature => feature.HttpContext.Connection.RemoteIpAddress?.ToString()),
        new("identity.user", feature => feature.Principal?.Signer?.PrincipalId),
        new("identity.userArn", feature => feature.Principal?.Signer?.Arn),
        new("identity.userAgent", feature => feature.HttpContext.Request.Headers.UserAgent),
        new("path", feature => feature.HttpContext.Request.PathBase.Add(feature.HttpContext.Request.Path).Value),
        new("protocol", feature => feature.HttpContext.Request.Protocol),
        new("requestId", feature => feature.RequestId),
        new("requestTime", _ => timeProvider.GetUtcNow().ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture)),
        new("requestTimeEpoch", _ => timeProvider.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        new("resourceId", feature => feature.Endpoint.Id),
        new("resourcePath", feature => feature.Endpoint.RoutePattern),
        new("stage", feature => feature.Stage.Name),
    ];

    private static IEnumerable<ContextVariable> OfRejection(GatewayMode mode) =>
    [
        new("error.message", feature => GetMessage(feature, mode)),
        new("error.messageString", feature => GetMessage(feature, mode) is { } message ? Quote(message) : null),
        new("error.validationErrorString", feature => feature.RejectionDetail?.ValidationError),
        new("error.responseType", feature => feature.Rejection?.ResponseType ?? feature.Rejection?.Name),
    ];

    private static string? GetMessage(GatewayFeature feature, GatewayMode mode) =>
        mode == GatewayMode.AmazonApiGateway
            ? feature.RejectionDetail?.ReferenceMessage ?? feature.Rejection?.ReferenceMessage ?? feature.Rejection?.Detail
            : feature.Rejection?.Detail;

    private static string Quote(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";
}
