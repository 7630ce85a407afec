using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

/// <summary>What a user reads when the configuration is wrong, word for word.</summary>
public class ConfigurationErrorsTests
{
    private const string KnownOptions = "Known: Mode, RequestId, MaxCallers, RateLimitHeaders, MaxAddresses, FailedCredentials, PolicyScope, Signatures, Validation, Mapping, ApiKeys, UsagePlans, Throttles, Authorizers, Stages, Rejections.";

    [Theory]
    [InlineData("MaxCallers = 0", "ApiGateway:MaxCallers: 0 must be between 1 and 100000000 callers.")]
    [InlineData("MaxAddresses = 999", "ApiGateway:MaxAddresses: 999 must be between 1000 and 10000000 addresses.")]
    [InlineData("MaxAddresses = 10000001", "ApiGateway:MaxAddresses: 10000001 must be between 1000 and 10000000 addresses.")]
    [InlineData("FailedCredentials:Rate = 0", "ApiGateway:FailedCredentials:Rate must be between 0.001 and 1000000.")]
    [InlineData("FailedCredentials:Rate = 1000001", "ApiGateway:FailedCredentials:Rate must be between 0.001 and 1000000.")]
    [InlineData("FailedCredentials:Burst = 0", "ApiGateway:FailedCredentials:Burst must be between 1 and 10000000.")]
    [InlineData("FailedCredentials:Burst = 10000001", "ApiGateway:FailedCredentials:Burst must be between 1 and 10000000.")]
    [InlineData("PolicyScope:Region = EU", "ApiGateway:PolicyScope:Region: 'EU' must be a region such as eu-west-1.")]
    [InlineData("PolicyScope:AccountId = 12345", "ApiGateway:PolicyScope:AccountId: '12345' must have 12 digits.")]
    [InlineData("PolicyScope:ApiId = a/b", "ApiGateway:PolicyScope:ApiId: 'a/b' must have letters and digits only, at most 64.")]
    [InlineData("MaxCallers = 100000001", "ApiGateway:MaxCallers: 100000001 must be between 1 and 100000000 callers.")]
    [InlineData("Mode = 7", "ApiGateway:Mode: 7 must be Standard or AmazonApiGateway.")]
    [InlineData("Plans:free:Rate = 1", "ApiGateway:Plans: is not an option. " + KnownOptions)]
    [InlineData("UsagePlans:free:Rate = 0", "ApiGateway:UsagePlans:free:Rate must be between 0.001 and 1000000.")]
    [InlineData("UsagePlans:free:Quota:Limit = 0", "ApiGateway:UsagePlans:free:Quota:Limit must be between 1 and 1000000000000.")]
    [InlineData("UsagePlans:free:Burst = 5", "ApiGateway:UsagePlans:free:Burst: 5 needs a rate at which it fills again; set Rate too.")]
    [InlineData("UsagePlans:a b:Rate = 1", "ApiGateway:UsagePlans:a b: a plan's name must be 1 to 128 letters, digits, '_', '-' and '.'.")]
    [InlineData("Stages:a.b:Variables:x = y", "ApiGateway:Stages:a.b: a stage's name must be 1 to 128 letters, digits, '_' and '-'.")]
    [InlineData("Stages:a:Variables:x-y = z", "ApiGateway:Stages:a:Variables:x-y: a variable's name must be 1 to 64 letters, digits and '_'.")]
    [InlineData("Rejections:rate_exceded:Status = 429", "ApiGateway:Rejections:rate_exceded: no rejection reason has this name. Known: api_key_invalid, plan_not_covered, rate_exceeded, quota_exceeded, concurrency_exceeded, limiter_exceeded, throttle_exceeded, store_unavailable, too_many_callers, address_rate_exceeded, too_many_failed_credentials, identity_missing, authorizer_failed, authorizer_misconfigured, access_denied, explicitly_denied, endpoint_misconfigured, signature_missing, signature_malformed, signature_invalid, credential_unknown, credential_expired, body_too_large, encoding_unsupported, media_type_unsupported, parameters_invalid, body_invalid, body_too_complex, response_invalid, mapping_failed, default_4xx, default_5xx.")]
    [InlineData("Rejections:rate_exceeded:Status = 399", "ApiGateway:Rejections:rate_exceeded:Status must be between 400 and 599.")]
    [InlineData("ApiKeys:HeaderName = a b", "ApiGateway:ApiKeys:HeaderName must be the name of a header, at most 64 characters.")]
    [InlineData("ApiKeys:StoreTimeout = 00:00:00", "ApiGateway:ApiKeys:StoreTimeout must be between 00:00:00.0100000 and 00:01:00.")]
    public async Task Start_OneWrongOption_IsNamedWithItsPathAndTheFix(string entry, string expected) =>
        Assert.Equal([expected], await StartAttempt.GetErrorsAsync(entry));

    [Theory]
    [InlineData("UsagePlans:free:Rat = 1", "ApiGateway:UsagePlans:free:Rat: is not an option. Known: Rate, Burst, Quota, Concurrency, Connections, Endpoints, Stages, RateLimitHeaders.")]
    [InlineData("UsagePlans:free:Rate = abc", "ApiGateway:UsagePlans:free:Rate: 'abc' is not a number.")]
    [InlineData("UsagePlans:free:Quota:Period = Year", "ApiGateway:UsagePlans:free:Quota:Period: 'Year' is not one of Day, Week, Month.")]
    [InlineData("UsagePlans:free:Quota:Limt = 1", "ApiGateway:UsagePlans:free:Quota:Limt: is not an option. Known: Limit, Period, Offset.")]
    [InlineData("UsagePlans:free:Stages = prod", "ApiGateway:UsagePlans:free:Stages: 'prod' is not a list or an object.")]
    [InlineData("MaxCallers = many", "ApiGateway:MaxCallers: 'many' is not a whole number.")]
    [InlineData("Mode = Amazon", "ApiGateway:Mode: 'Amazon' is not one of Standard, AmazonApiGateway.")]
    [InlineData("RequestId:Enabled = maybe", "ApiGateway:RequestId:Enabled: 'maybe' is not true or false.")]
    [InlineData("RequestId:Header = x", "ApiGateway:RequestId:Header: is not an option. Known: Enabled, AcceptFromClient.")]
    [InlineData("ApiKeys:StoreTimeout = soon", "ApiGateway:ApiKeys:StoreTimeout: 'soon' is not a duration such as 00:01:00.")]
    [InlineData("Stages:prod:Vars:a = b", "ApiGateway:Stages:prod:Vars: is not an option. Known: Variables, Throttle.")]
    [InlineData("Rejections:rate_exceeded:Code = 429", "ApiGateway:Rejections:rate_exceeded:Code: is not an option. Known: Status, Headers, Templates.")]
    public async Task Start_UnknownNameOrWrongType_IsNamedWithItsPathAndWhatWouldBeRight(string entry, string expected)
    {
        var errors = await StartAttempt.GetErrorsAsync(entry);

        Assert.Equal(expected, errors[0]);
    }

    [Fact]
    public async Task Start_SeveralWrongTypesInOneDefinition_ListsAll() => Assert.Equal(
        [
            "ApiGateway:UsagePlans:free:Burst: 'x' is not a whole number.",
            "ApiGateway:UsagePlans:free:Rate: 'abc' is not a number.",
            "ApiGateway:UsagePlans:free:Stages: the stage 'nope' does not exist. Known stages: $default.",
        ],
        await StartAttempt.GetErrorsAsync("UsagePlans:free:Rate = abc", "UsagePlans:free:Burst = x", "UsagePlans:free:Stages:0 = nope"));

    [Fact]
    public async Task Start_SeveralErrorsInDifferentPlaces_ListsAllInOneMessage()
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => GatewayApp.StartAsync(
            gateway => gateway.Services.AddApiGateway(StartAttempt.Section(
                "MaxCallers = 0", "UsagePlans:free:Rate = 0", "UsagePlans:pro:Stages:0 = gone", "ApiKeys:Keys:alice:Plans:0 = gold",
                $"ApiKeys:Keys:alice:Value = {TestKeys.Alice}")),
            app =>
            {
                app.MapGet("/a", () => "a").WithStage("nowhere");
                app.MapGet("/b", () => "b").RequireUsagePlan("silver");
            }));

        Assert.Equal(
            """
            The API gateway cannot start: 6 configuration errors.
              - ApiGateway:MaxCallers: 0 must be between 1 and 100000000 callers.
              - ApiGateway:UsagePlans:free:Rate must be between 0.001 and 1000000.
              - ApiGateway:UsagePlans:pro:Stages: the stage 'gone' does not exist. Known stages: $default.
              - ApiGateway:ApiKeys:Keys:alice:Plans: the usage plan 'gold' does not exist. Known plans: free, pro.
              - Endpoint 'GET /a': the stage 'nowhere' does not exist. Add it with AddStage("nowhere") or under ApiGateway:Stages; known stages: $default.
              - Endpoint 'GET /b': the usage plan 'silver' does not exist. Add it with AddUsagePlan("silver", …) or under ApiGateway:UsagePlans; known plans: free, pro.
            """,
            exception.Message,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Start_KeyIdWithAColonOrTooLong_IsRefused()
    {
        var tooLong = new string('k', 129);

        var errors = await StartAttempt.GetErrorsAsync(gateway => gateway
            .AddApiKey("a:b", key => key.Value(TestKeys.Alice))
            .AddApiKey(tooLong, key => key.Value(TestKeys.Bob)));

        Assert.Equal(
            [
                "ApiGateway:ApiKeys:Keys:a:b: a key's id must have at most 128 characters and no ':'.",
                $"ApiGateway:ApiKeys:Keys:{tooLong}: a key's id must have at most 128 characters and no ':'.",
            ],
            errors);
    }

    [Fact]
    public async Task Start_PlanNamedTwiceByAKey_IsRefused() => Assert.Equal(
        ["ApiGateway:ApiKeys:Keys:alice:Plans: names the usage plan 'free' more than once."],
        await StartAttempt.GetErrorsAsync(gateway => gateway
            .AddUsagePlan("free", plan => plan.Rate(1))
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free", "free"))));

    [Theory]
    [InlineData("prod", "test", 0)]
    [InlineData("prod", "prod", 1)]
    [InlineData("prod", null, 1)]
    public async Task Start_TwoPlansOfAKeyInAmazonsMode_AreRefusedForOneStage(string one, string? other, int expected)
    {
        var errors = await StartAttempt.GetErrorsAsync(gateway => gateway
            .AddStage("prod").AddStage("test")
            .AddUsagePlan("one", plan => plan.Rate(1).Stages(one))
            .AddUsagePlan("two", plan => plan.Rate(1).Stages(other is null ? [] : [other]))
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("one", "two"))
            .Services.AddApiGateway(options => options.Mode = GatewayMode.AmazonApiGateway));

        Assert.Equal(expected, errors.Count);
        Assert.All(errors, error => Assert.Equal(
            "ApiGateway:ApiKeys:Keys:alice:Plans: 'one' and 'two' cover the same stage. In Amazon API Gateway's mode a key has at most one "
            + "plan per stage; restrict the plans to different Stages, or remove one.",
            error));
    }

    [Fact]
    public async Task Start_TwoPlansOfAKeyInStandardMode_Starts() => Assert.Empty(await StartAttempt.GetErrorsAsync(gateway => gateway
        .AddUsagePlan("one", plan => plan.Rate(1))
        .AddUsagePlan("two", plan => plan.Rate(1))
        .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("one", "two"))));
}
