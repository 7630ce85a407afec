using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Stages;

/// <summary>The reference's rules for stages and their variables. The options' name is the stage's path in configuration.</summary>
internal sealed partial class StageOptionsValidator : IValidateOptions<StageOptions>
{
    private const int MaxVariables = 100;

    public ValidateOptionsResult Validate(string? name, StageOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Variables.Count > MaxVariables)
        {
            result.AddError($"{name}:Variables: {options.Variables.Count} variables; at most {MaxVariables} are allowed.");
        }

        foreach (var (variable, value) in options.Variables)
        {
            if (!VariableName().IsMatch(variable))
            {
                result.AddError($"{name}:Variables:{variable}: a variable's name must be 1 to 64 letters, digits and '_'.");
            }

            if (!VariableValue().IsMatch(value ?? ""))
            {
                result.AddError($"{name}:Variables:{variable}: '{value}' must be at most 512 letters, digits and any of -._~:/?#&=,");
            }
        }

        options.Throttle?.Check($"{name}:Throttle", result);
        return result.Build();
    }

    public static bool IsStageName(string name) => StageName().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex StageName();

    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,64}\z")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\A[A-Za-z0-9\-._~:/?#&=,]{0,512}\z")]
    private static partial Regex VariableValue();
}
