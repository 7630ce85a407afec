using System.Reflection;
using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.Diagnostics;

public class EventIdsTests
{
    [Fact]
    public void Ids_OfAllLogMessages_AreThese()
    {
        var messages =
            from type in typeof(EventIds).Assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            let message = method.GetCustomAttribute<LoggerMessageAttribute>()
            where message is not null
            orderby message.EventId, method.Name
            select $"{message.EventId} {message.Level} {type.Namespace!["Gateway.Core.".Length..]}.{method.Name}";

        Assert.Equal(
            [
                "1000 Debug Pipeline.RequestRejected",
                "1001 Warning Pipeline.RejectedAfterResponseStart",
                "1002 Error Pipeline.EndpointMisconfigured",
                "1003 Warning Pipeline.VulnerableRuntime",
                "1200 Warning ApiKeys.StoreUnavailable",
                "1201 Information ApiKeys.StoreRestored",
                "1202 Error ApiKeys.StoreAnsweredForOtherKey",
                "1203 Warning ApiKeys.PlainValueConfigured",
                "1900 Information Hosting.ConfigurationOverridesCode",
            ],
            messages);
    }

    [Fact]
    public void Ranges_OfFolders_AreThese() => Assert.Equal(
        (1000, 1200, 1300, 1900),
        (EventIds.Pipeline, EventIds.ApiKeys, EventIds.UsagePlans, EventIds.Hosting));
}
