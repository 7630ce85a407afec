using Microsoft.Extensions.Options;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>Without this an empty or misspelt part would match no ARN, and every Deny that names one would be void.</summary>
internal sealed class PolicyScopeOptionsValidator : IValidateOptions<PolicyScopeOptions>
{
    private const int MaxLength = 64;

    public ValidateOptionsResult Validate(string? name, PolicyScopeOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Region is { } region && !IsOf(region, c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            result.AddError($"{name}:Region: '{region}' must be a region such as eu-west-1.");
        }

        if (options.AccountId is { } account && !(account.Length == 12 && account.All(char.IsAsciiDigit)))
        {
            result.AddError($"{name}:AccountId: '{account}' must have 12 digits.");
        }

        if (options.ApiId is { } api && !IsOf(api, char.IsAsciiLetterOrDigit))
        {
            result.AddError($"{name}:ApiId: '{api}' must have letters and digits only, at most {MaxLength}.");
        }

        return result.Build();
    }

    private static bool IsOf(string text, Func<char, bool> isAllowed) => text.Length is > 0 and <= MaxLength && text.All(isAllowed);
}
