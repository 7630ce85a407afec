using Gateway.Core.Stages;
using Xunit;

namespace Gateway.Core.Tests.Stages;

public class StageOptionsValidatorTests
{
    private const string Path = "ApiGateway:Stages:prod";

    [Theory]
    [InlineData("a", "")]
    [InlineData("A_9", "abcXYZ019-._~:/?#&=,")]
    public void Validate_GoodVariable_Succeeds(string name, string value) => Assert.Empty(Validate((name, value)));

    [Theory]
    [InlineData("")]
    [InlineData("a-b")]
    [InlineData("a\n")]
    [InlineData("ä")]
    public void Validate_WrongVariableName_Fails(string name) =>
        Assert.Equal([$"{Path}:Variables:{name}: a variable's name must be 1 to 64 letters, digits and '_'."], Validate((name, "ok")));

    [Theory]
    [InlineData("a b")]
    [InlineData("a\r\nb")]
    [InlineData("\"")]
    [InlineData("{x}")]
    [InlineData("%41")]
    public void Validate_WrongVariableValue_Fails(string value) => Assert.Equal(
        [$"{Path}:Variables:a: '{value}' must be at most 512 letters, digits and any of -._~:/?#&=,"], Validate(("a", value)));

    [Fact]
    public void Validate_Lengths_HaveTheReferencesLimits()
    {
        Assert.Empty(Validate((new string('a', 64), new string('v', 512))));
        Assert.Equal(2, Validate((new string('a', 65), new string('v', 513))).Length);
    }

    [Fact]
    public void Validate_Count_IsAtMost100()
    {
        Assert.Empty(Validate([.. Enumerable.Range(0, 100).Select(i => ($"v{i}", "x"))]));
        Assert.Equal([$"{Path}:Variables: 101 variables; at most 100 are allowed."], Validate([.. Enumerable.Range(0, 101).Select(i => ($"v{i}", "x"))]));
    }

    private static string[] Validate(params (string Name, string Value)[] variables)
    {
        var options = new StageOptions();
        foreach (var (name, value) in variables)
        {
            options.Variables[name] = value;
        }

        return [.. new StageOptionsValidator().Validate(Path, options).Failures ?? []];
    }
}
