using Gateway.Core.Authorizers.Signing;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

public class SignatureOptionsTests
{
    [Fact]
    public void Defaults_AreThese()
    {
        var options = new SignatureOptions();

        Assert.Equal(
            ("", "execute-api", TimeSpan.FromMinutes(5), TimeSpan.FromDays(7), false, true, 1_048_576),
            (options.Region, options.Service, options.MaxClockSkew, options.MaxPresignedLifetime, options.AllowUnsignedPayload, options.NormalizePath, options.MaxBodyBytes));
        Assert.Equal(
            (TimeSpan.FromSeconds(1), 100, TimeSpan.FromMinutes(1), 10_000),
            (options.StoreTimeout, options.MaxConcurrentLookups, options.CredentialLifetime, options.MaxCachedCredentials));
    }

    [Theory]
    [InlineData("Region", "", "Region must be set: the region that clients sign for, such as us-east-1.")]
    [InlineData("Region", "EU", "Region must be 1 to 64 lower-case letters, digits and '-'.")]
    [InlineData("Service", "", "Service must be set: the service that clients sign for, such as execute-api.")]
    [InlineData("Service", "a/b", "Service must be 1 to 64 lower-case letters, digits and '-'.")]
    [InlineData("MaxClockSkew", "00:15:01", "between 00:00:01 and 00:15:00")]
    [InlineData("MaxClockSkew", "00:00:00", "between 00:00:01 and 00:15:00")]
    [InlineData("MaxPresignedLifetime", "7.00:00:01", "between 00:00:01 and 7.00:00:00")]
    [InlineData("MaxBodyBytes", "-1", "between 0 and 1073741824")]
    [InlineData("StoreTimeout", "00:00:00", "between 00:00:00.0100000 and 00:01:00")]
    [InlineData("MaxConcurrentLookups", "0", "between 1 and 10000")]
    [InlineData("CredentialLifetime", "01:00:01", "between 00:00:01 and 01:00:00")]
    [InlineData("MaxCachedCredentials", "99", "between 100 and 1000000")]
    public void Validate_OutOfRange_NamesTheOptionAndItsRange(string name, string value, string error)
    {
        var options = new SignatureOptions { Region = "eu-west-1" };
        var property = typeof(SignatureOptions).GetProperty(name)!;
        property.SetValue(options, System.ComponentModel.TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(value));

        var result = new SignatureOptionsValidator().Validate("Signing", options);

        var failure = Assert.Single(result.Failures!);
        Assert.Contains(name, failure, StringComparison.Ordinal);
        Assert.Contains(error, failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_DefaultsWithARegion_IsFine() =>
        Assert.True(new SignatureOptionsValidator().Validate("Signing", new SignatureOptions { Region = "us-east-1" }).Succeeded);
}
