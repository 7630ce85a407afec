using Gateway.Core.Validation;
using Xunit;

namespace Gateway.Core.Tests.Validation;

public class RequestValidationOptionsTests
{
    [Fact]
    public void Defaults_AreThese()
    {
        var options = new RequestValidationOptions();

        Assert.Equal((null, false, null), (options.DefaultDraft, options.AssertFormat, options.PatternTimeout));
        Assert.Equal((1_048_576, 1_048_576, 1_048_576), (options.MaxBodyBytes, options.MaxDecodedBodyBytes, options.MaxResponseBytes));
        Assert.Equal((64, 10_000, 250_000), (options.MaxDepth, options.MaxMembers, options.MaxTokens));
        Assert.Equal((1_048_576, 100, 2_000_000), (options.MaxStringLength, options.MaxNumberLength, options.MaxSteps));
    }

    [Theory]
    [InlineData("PatternTimeout", "00:00:10.001", "between 00:00:00.0010000 and 00:00:10")]
    [InlineData("MaxBodyBytes", "-1", "between 0 and 1073741824")]
    [InlineData("MaxDecodedBodyBytes", "-1", "between 0 and 1073741824")]
    [InlineData("MaxResponseBytes", "-1", "between 0 and 1073741824")]
    [InlineData("MaxDepth", "201", "between 1 and 200")]
    [InlineData("MaxMembers", "0", "between 1 and 1000000")]
    [InlineData("MaxTokens", "0", "between 1 and 10000000")]
    [InlineData("MaxStringLength", "0", "between 1 and 1073741824")]
    [InlineData("MaxNumberLength", "1001", "between 1 and 1000")]
    [InlineData("MaxSteps", "999", "between 1000 and 1000000000")]
    public void Validate_OutOfRange_NamesTheOptionAndItsRange(string name, string value, string error)
    {
        var options = new RequestValidationOptions();
        var property = typeof(RequestValidationOptions).GetProperty(name)!;
        property.SetValue(options, System.ComponentModel.TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(value));

        var result = new RequestValidationOptionsRangeValidator().Validate("Validation", options);

        Assert.Contains(error, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_DraftThatIsNone_IsRefused()
    {
        var result = new RequestValidationOptionsValidator().Validate("Validation", new RequestValidationOptions { DefaultDraft = (JsonSchemaDraft)5 });

        Assert.Equal("Validation:DefaultDraft: 5 must be one of Draft4, Draft6, Draft7, Draft202012.", result.FailureMessage);
    }
}
