using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Pipeline;

internal static partial class Log
{
    [LoggerMessage(EventIds.Pipeline, LogLevel.Debug, "Endpoint '{Endpoint}' refused a request in stage '{Stage}': {Reason} ({Detail}).")]
    public static partial void RequestRejected(
        ILogger logger, string endpoint, string stage, RejectionReason reason, RejectionDetail? detail);

    [LoggerMessage(
        EventIds.Pipeline + 1,
        LogLevel.Warning,
        "Endpoint '{Endpoint}' refused a request ({Reason}) after its response had started; the connection was cut.")]
    public static partial void RejectedAfterResponseStart(ILogger logger, string endpoint, RejectionReason reason);

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
}
