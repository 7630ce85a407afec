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
            select $"{message.EventId} {message.Level} {method.Name}";

        Assert.Equal(
            [
                "1000 Debug RequestRejected",
                "1001 Warning RejectedAfterResponseStart",
                "1002 Error EndpointMisconfigured",
                "1003 Warning VulnerableRuntime",
                "1004 Warning TooManyAddresses",
                "1005 Information AddressesRestored",
                "1200 Warning ApiKeyStoreUnavailable",
                "1201 Information ApiKeyStoreRestored",
                "1202 Error ApiKeyStoreAnsweredForOtherKey",
                "1203 Warning PlainApiKeyConfigured",
                "1204 Warning TooManyApiKeyLookups",
                "1205 Information ApiKeyLookupsRestored",
                "1206 Warning TooManyApiKeyLookupsPerSecond",
                "1207 Information ApiKeyLookupRateRestored",
                "1300 Warning UnknownPlanOfApiKey",
                "1301 Warning TooManyCallers",
                "1302 Information CallersRestored",
                "1303 Error LimiterFailed",
                "1400 Error AuthorizerFailed",
                "1401 Information AuthorizerRestored",
                "1450 Warning SigningCredentialStoreUnavailable",
                "1451 Information SigningCredentialStoreRestored",
                "1452 Error SigningCredentialUnusable",
                "1500 Warning ResponseMismatch",
                "1501 Error ResponseRefused",
                "1502 Information ResponseNotValidated",
                "1600 Error ResponseNotMapped",
                "1601 Error RequestNotMapped",
                "1900 Information ConfigurationOverridesCode",
                "1901 Information ConfigurationReloaded",
                "1902 Error ConfigurationRefused",
                "1903 Warning RestartNeeded",
            ],
            messages);
    }

    [Fact]
    public void Ranges_OfFolders_AreThese() => Assert.Equal(
        (1000, 1200, 1300, 1400, 1450, 1500, 1600, 1900),
        (EventIds.Pipeline, EventIds.ApiKeys, EventIds.UsagePlans, EventIds.Authorizers, EventIds.Signing, EventIds.Validation, EventIds.Mapping, EventIds.Hosting));
}
