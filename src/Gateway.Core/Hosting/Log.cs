using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Hosting;

internal static partial class Log
{
    [LoggerMessage(EventIds.Hosting, LogLevel.Information, "Configuration '{Path}' overrides a definition of the same name in code.")]
    public static partial void ConfigurationOverridesCode(ILogger logger, string path);
}
