using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.ApiKeys;

internal static partial class Log
{
    [LoggerMessage(EventIds.ApiKeys, LogLevel.Warning, "The API key store does not answer. Known keys go on working, others get 503.")]
    public static partial void StoreUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(EventIds.ApiKeys + 1, LogLevel.Information, "The API key store answers again.")]
    public static partial void StoreRestored(ILogger logger);

    [LoggerMessage(
        EventIds.ApiKeys + 2,
        LogLevel.Error,
        "The API key store answered with key '{KeyId}', whose hashes are not the one asked for. The request was refused; correct the store's query.")]
    public static partial void StoreAnsweredForOtherKey(ILogger logger, string keyId);

    [LoggerMessage(
        EventIds.ApiKeys + 3,
        LogLevel.Warning,
        "API key '{KeyId}' is configured by its plain value. Outside development set Hash instead: {Path}:Hash.")]
    public static partial void PlainValueConfigured(ILogger logger, string keyId, string path);
}
