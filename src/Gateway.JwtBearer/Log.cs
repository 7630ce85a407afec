using Microsoft.Extensions.Logging;

namespace Gateway.JwtBearer;

/// <summary>Every log message of the package. An id once given is never given again; those below 2000 are the gateway's own.</summary>
internal static partial class Log
{
    private const int First = 2000;

    [LoggerMessage(
        First,
        LogLevel.Warning,
        "The keys of the issuer of authorizer '{Authorizer}' could not be read again. Those of {Age} ago are used; the next try is in {Wait} at the earliest.")]
    public static partial void KeysNotRefreshed(ILogger logger, string authorizer, TimeSpan age, TimeSpan wait, Exception exception);

    [LoggerMessage(First + 1, LogLevel.Information, "The keys of the issuer of authorizer '{Authorizer}' were read: {Count}.")]
    public static partial void KeysRead(ILogger logger, string authorizer, int count);
}
