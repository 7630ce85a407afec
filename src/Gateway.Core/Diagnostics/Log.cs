using Microsoft.Extensions.Logging;

namespace Gateway.Core.Diagnostics;

/// <summary>
/// Every log message, by folder. One class for all folders, because the generator writes several in random order and the package would
/// not be the same from the same source.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(EventIds.Pipeline, LogLevel.Debug, "Endpoint '{Endpoint}' refused a request in stage '{Stage}': {Reason} ({Detail}).")]
    public static partial void RequestRejected(ILogger logger, string endpoint, string stage, string reason, object? detail);

    [LoggerMessage(
        EventIds.Pipeline + 1,
        LogLevel.Warning,
        "Endpoint '{Endpoint}' refused a request ({Reason}) after its response had started; the connection was cut.")]
    public static partial void RejectedAfterResponseStart(ILogger logger, string endpoint, string reason);

    [LoggerMessage(
        EventIds.Pipeline + 2,
        LogLevel.Error,
        "Endpoint '{Endpoint}' was built after the start with a gateway policy that cannot be enforced; it answers 500. {Error}")]
    public static partial void EndpointMisconfigured(ILogger logger, string endpoint, string error);

    [LoggerMessage(
        EventIds.Pipeline + 3,
        LogLevel.Warning,
        "The runtime '{Runtime}' has a request smuggling weakness (CVE-2025-55315) in its web server. Run .NET 10.0.0 or later.")]
    public static partial void VulnerableRuntime(ILogger logger, string runtime);

    [LoggerMessage(
        EventIds.Pipeline + 4,
        LogLevel.Warning,
        "More than {MaxAddresses} addresses have used a part of their limit. Further ones share one bucket per limit until some are full again.")]
    public static partial void TooManyAddresses(ILogger logger, int maxAddresses);

    [LoggerMessage(EventIds.Pipeline + 5, LogLevel.Information, "Every address has a bucket of its own again.")]
    public static partial void AddressesRestored(ILogger logger);

    [LoggerMessage(EventIds.ApiKeys, LogLevel.Warning, "The API key store does not answer. Known keys go on working, others get 503.")]
    public static partial void ApiKeyStoreUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(EventIds.ApiKeys + 1, LogLevel.Information, "The API key store answers again.")]
    public static partial void ApiKeyStoreRestored(ILogger logger);

    [LoggerMessage(
        EventIds.ApiKeys + 2,
        LogLevel.Error,
        "The API key store answered with key '{KeyId}', whose hashes are not the one asked for. The request was refused; correct the store's query.")]
    public static partial void ApiKeyStoreAnsweredForOtherKey(ILogger logger, string keyId);

    [LoggerMessage(
        EventIds.ApiKeys + 3,
        LogLevel.Warning,
        "API key '{KeyId}' is configured by its plain value. Outside development set Hash instead: {Path}:Hash.")]
    public static partial void PlainApiKeyConfigured(ILogger logger, string keyId, string path);

    [LoggerMessage(
        EventIds.ApiKeys + 4,
        LogLevel.Warning,
        "{MaxConcurrentLookups} API key look-ups are under way. Keys not yet known get 503 until some end.")]
    public static partial void TooManyApiKeyLookups(ILogger logger, int maxConcurrentLookups);

    [LoggerMessage(EventIds.ApiKeys + 5, LogLevel.Information, "API key look-ups are within their bound again.")]
    public static partial void ApiKeyLookupsRestored(ILogger logger);

    [LoggerMessage(
        EventIds.ApiKeys + 6,
        LogLevel.Warning,
        "More than {MaxLookupsPerSecond} API key look-ups per second are asked for. Keys not yet known get 503 beyond that.")]
    public static partial void TooManyApiKeyLookupsPerSecond(ILogger logger, int maxLookupsPerSecond);

    [LoggerMessage(EventIds.ApiKeys + 7, LogLevel.Information, "API key look-ups per second are within their bound again.")]
    public static partial void ApiKeyLookupRateRestored(ILogger logger);

    [LoggerMessage(
        EventIds.UsagePlans,
        LogLevel.Warning,
        "API key '{KeyId}' of the store names the usage plan '{Plan}', which does not exist; the plan is passed over.")]
    public static partial void UnknownPlanOfApiKey(ILogger logger, string keyId, string plan);

    [LoggerMessage(
        EventIds.UsagePlans + 1,
        LogLevel.Warning,
        "{MaxCallers} callers have a count that must not be forgotten. Further callers get 503; raise MaxCallers.")]
    public static partial void TooManyCallers(ILogger logger, int maxCallers);

    [LoggerMessage(EventIds.UsagePlans + 2, LogLevel.Information, "There is room for further callers again.")]
    public static partial void CallersRestored(ILogger logger);

    [LoggerMessage(
        EventIds.UsagePlans + 3,
        LogLevel.Error,
        "The limiter of API key '{KeyId}' in the usage plan '{Plan}' failed when it was asked whether it is idle, or when it was disposed.")]
    public static partial void LimiterFailed(ILogger logger, string keyId, string plan, Exception exception);

    [LoggerMessage(EventIds.Authorizers, LogLevel.Error, "The authorizer '{Authorizer}' fails, and requests that need its answer are refused. {What}")]
    public static partial void AuthorizerFailed(ILogger logger, string authorizer, string what, Exception? exception);

    [LoggerMessage(EventIds.Authorizers + 1, LogLevel.Information, "The authorizer '{Authorizer}' answers again.")]
    public static partial void AuthorizerRestored(ILogger logger, string authorizer);

    [LoggerMessage(
        EventIds.Signing,
        LogLevel.Warning,
        "The signing credential store does not answer. Credentials at hand go on working until they are due, others get 503.")]
    public static partial void SigningCredentialStoreUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(EventIds.Signing + 1, LogLevel.Information, "The signing credential store answers again.")]
    public static partial void SigningCredentialStoreRestored(ILogger logger);

    [LoggerMessage(
        EventIds.Signing + 2,
        LogLevel.Error,
        "The signing credential store answered for '{AccessKeyId}' with another id, no secret or no principal. The request was refused; correct the store.")]
    public static partial void SigningCredentialUnusable(ILogger logger, string accessKeyId);

    [LoggerMessage(
        EventIds.Validation,
        LogLevel.Warning,
        "Endpoint '{Endpoint}' has answered {Status} with a body that is not as its response schema wants it: {Errors}.")]
    public static partial void ResponseMismatch(ILogger logger, string endpoint, int status, string errors);

    [LoggerMessage(
        EventIds.Validation + 1,
        LogLevel.Error,
        "Endpoint '{Endpoint}' was about to answer {Status} with a body that is not as its response schema wants it; the caller got a refusal: {Errors}.")]
    public static partial void ResponseRefused(ILogger logger, string endpoint, int status, string errors);

    [LoggerMessage(
        EventIds.Validation + 2,
        LogLevel.Information,
        "Endpoint '{Endpoint}' has answered {Status} with more than {MaxBytes} bytes, so its response schema has not looked at it.")]
    public static partial void ResponseNotValidated(ILogger logger, string endpoint, int status, int maxBytes);

    [LoggerMessage(EventIds.Mapping, LogLevel.Error, "Endpoint '{Endpoint}' answered {Status}, which cannot be mapped: {Fault}. The caller got 500.")]
    public static partial void ResponseNotMapped(ILogger logger, string endpoint, int status, string fault);

    [LoggerMessage(EventIds.Mapping + 1, LogLevel.Error, "Endpoint '{Endpoint}' got a request that cannot be mapped: {Fault}. The caller got 500.")]
    public static partial void RequestNotMapped(ILogger logger, string endpoint, string fault);

    [LoggerMessage(EventIds.Hosting, LogLevel.Information, "Configuration '{Path}' overrides a definition of the same name in code.")]
    public static partial void ConfigurationOverridesCode(ILogger logger, string path);

    [LoggerMessage(EventIds.Hosting + 1, LogLevel.Information, "Configuration '{Path}' was read again and is in force.")]
    public static partial void ConfigurationReloaded(ILogger logger, string path);

    [LoggerMessage(
        EventIds.Hosting + 2,
        LogLevel.Error,
        "The changed configuration is not in force; the one before it goes on. Errors: {Count}.{Errors}")]
    public static partial void ConfigurationRefused(ILogger logger, int count, string errors, Exception? exception);

    [LoggerMessage(EventIds.Hosting + 3, LogLevel.Warning, "The option {Path} has changed, which takes a restart of the app to be in force.")]
    public static partial void RestartNeeded(ILogger logger, string path);
}
