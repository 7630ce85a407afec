using Gateway.Core.ApiKeys;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class OptionValuesTests
{
    [Fact]
    public void Read_EveryKindOfOption_GivesItsTextByPathAndNoKeys()
    {
        var options = new ApiGatewayOptions();
        options.ApiKeys.QueryParameterName = "key";
        options.PolicyScope.Region = "eu-west-1";
        options.ApiKeys.Keys["alice"] = new ApiKeyOptions { Value = TestKeys.Alice };
        options.UsagePlans["free"] = new UsagePlanOptions { Rate = 0.5, Quota = new QuotaOptions { Limit = 5 }, Stages = ["prod"] };
        options.Stages["empty"] = new StageOptions();
        options.Stages["prod"] = new StageOptions { Variables = { ["table"] = "orders" } };
        options.Rejections["rate_exceeded"] = new RejectionOptions { Status = 503, Headers = { ["x-a"] = "'b'" } };

        Assert.Equal(
            [
                "ApiKeys:AllowNoKeys=False", "ApiKeys:HeaderName=x-api-key", "ApiKeys:KnownKeyLifetime=00:15:00",
                "ApiKeys:MaxConcurrentLookups=100", "ApiKeys:MaxKnownKeys=100000", "ApiKeys:MaxLookupsPerSecond=1000",
                "ApiKeys:MaxUnknownKeys=100000",
                "ApiKeys:QueryParameterName=key", "ApiKeys:RevalidateAfter=00:01:00", "ApiKeys:StoreTimeout=00:00:01",
                "ApiKeys:UnknownKeyLifetime=00:00:10", "FailedCredentials:Burst=100",
                "FailedCredentials:Rate=5", "Mapping:MaxBodyBytes=1048576", "Mapping:MaxDecodedBodyBytes=1048576", "Mapping:MaxDepth=64",
                "Mapping:MaxResponseBytes=1048576", "Mapping:MaxSteps=1000000", "Mapping:MaxTemplateBytes=1048576", "Mapping:MaxValueLength=8192", "MaxAddresses=100000", "MaxCallers=1000000", "Mode=Standard", "PolicyScope:Region=eu-west-1", "RateLimitHeaders=False", "Rejections:rate_exceeded:Headers:x-a='b'",
                "Rejections:rate_exceeded:Status=503", "RequestId:AcceptFromClient=False", "RequestId:Enabled=True",
                "Signatures:AllowUnsignedPayload=False", "Signatures:CredentialLifetime=00:01:00", "Signatures:MaxBodyBytes=1048576",
                "Signatures:MaxCachedCredentials=10000", "Signatures:MaxClockSkew=00:05:00", "Signatures:MaxConcurrentLookups=100",
                "Signatures:MaxPresignedLifetime=7.00:00:00", "Signatures:NormalizePath=True", "Signatures:Region=",
                "Signatures:Service=execute-api", "Signatures:StoreTimeout=00:00:01", "Stages:empty=",
                "Stages:prod:Variables:table=orders", "UsagePlans:free:Quota:Limit=5", "UsagePlans:free:Quota:Offset=0",
                "UsagePlans:free:Quota:Period=Day", "UsagePlans:free:Rate=0.5", "UsagePlans:free:Stages:0=prod",
                "Validation:AssertFormat=False", "Validation:MaxBodyBytes=1048576", "Validation:MaxDecodedBodyBytes=1048576",
                "Validation:MaxDepth=64", "Validation:MaxMembers=10000", "Validation:MaxNumberLength=100", "Validation:MaxResponseBytes=1048576",
                "Validation:MaxSteps=2000000",
                "Validation:MaxStringLength=1048576", "Validation:MaxTokens=250000",
            ],
            OptionValues.Read(options).Select(value => $"{value.Key}={value.Value}"));
    }

    [Theory]
    [InlineData("UsagePlans:free:Rate", true)]
    [InlineData("Stages:prod", true)]
    [InlineData("Throttles:reports:Rate", true)]
    [InlineData("ApiKeys:AllowNoKeys", true)]
    [InlineData("RateLimitHeaders", true)]
    [InlineData("ApiKeys:HeaderName", false)]
    [InlineData("Mode", false)]
    [InlineData("MaxCallers", false)]
    [InlineData("RequestId:Enabled", false)]
    [InlineData("PolicyScope:Region", false)]
    [InlineData("Rejections:rate_exceeded:Status", false)]
    public void IsReloaded_Path_SaysWhetherAReloadAppliesIt(string path, bool expected) => Assert.Equal(expected, OptionValues.IsReloaded(path));
}
