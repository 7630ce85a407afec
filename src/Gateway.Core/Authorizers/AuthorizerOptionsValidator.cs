using Gateway.Core.Authorizers.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Authorizers;

/// <summary>The ranges of an authorizer, from the attributes.</summary>
[OptionsValidator]
internal sealed partial class AuthorizerOptionsRangeValidator : IValidateOptions<AuthorizerOptions>;

/// <summary>The rules between the fields of an authorizer. The options' name is its path in configuration.</summary>
internal sealed class AuthorizerOptionsValidator : IValidateOptions<AuthorizerOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthorizerOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Create is null)
        {
            result.AddError($"{name}: no code decides. Add it with AddAuthorizer under the same name.");
        }

        if (options.IdentitySources.Count == 0 && options.TimeToLive > TimeSpan.Zero)
        {
            result.AddError(
                $"{name}: without an identity source every caller would share one answer. Add one, for example IdentityFromHeader(\"Authorization\"), "
                + "or CacheFor(TimeSpan.Zero).");
        }

        if (options.IdentitySources.Count > IdentityValues.MaxCount)
        {
            result.AddError($"{name}:IdentitySources: {options.IdentitySources.Count} sources; at most {IdentityValues.MaxCount} are allowed.");
        }

        foreach (var source in options.IdentitySources.Where(source => !IdentitySource.IsWellFormed(source)))
        {
            result.AddError($"{name}:IdentitySources: '{source}' must be one of {IdentitySource.Forms}.");
        }

        CheckPattern(name, options, result);
        foreach (var error in options.FindErrors?.Invoke(name!) ?? [])
        {
            result.AddError(error);
        }

        return result.Build();
    }

    private static void CheckPattern(string? name, AuthorizerOptions options, ValidateOptionsResultBuilder result)
    {
        if (options.IdentityPattern is not { } pattern)
        {
            return;
        }

        if (options.IdentitySources.Count != 1)
        {
            result.AddError($"{name}:IdentityPattern: needs exactly one identity source; there are {options.IdentitySources.Count}.");
        }

        try
        {
            _ = Authorizer.CreatePattern(pattern);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            result.AddError($"{name}:IdentityPattern: {exception.Message}");
        }
    }
}
