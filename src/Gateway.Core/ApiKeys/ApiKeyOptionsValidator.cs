using Microsoft.Extensions.Options;

namespace Gateway.Core.ApiKeys;

/// <summary>The ranges of one key, from the attributes.</summary>
[OptionsValidator]
internal sealed partial class ApiKeyOptionsRangeValidator : IValidateOptions<ApiKeyOptions>;

/// <summary>The rules between the fields of one key. The options' name is the key's path in configuration.</summary>
internal sealed class ApiKeyOptionsValidator : IValidateOptions<ApiKeyOptions>
{
    public const string ValueRule =
        "A key's value must be 20 to 128 printable ASCII characters without comma, double quote and space; "
        + "one that begins with 'gw_' must have the form that ApiKey.Create() makes, checksum included.";

    private const string HashRule = "must be SHA-256 of the key's value, 64 hexadecimal digits; ApiKey.ComputeHash(value) makes it.";

    public ValidateOptionsResult Validate(string? name, ApiKeyOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Hash is null == options.Value is null)
        {
            result.AddError($"{name}: set either Hash (SHA-256 of the key's value) or, for development, Value.");
        }

        if (options.Value is not null && !ApiKeyFormat.IsWellFormed(options.Value))
        {
            result.AddError($"{name}:Value: {ValueRule}");
        }

        if (options.Hash is not null && !ApiKeyHash.TryParse(options.Hash, out _))
        {
            result.AddError($"{name}:Hash: {HashRule}");
        }

        if (options.PreviousHash is not null && !ApiKeyHash.TryParse(options.PreviousHash, out _))
        {
            result.AddError($"{name}:PreviousHash: {HashRule}");
        }

        if (options.PreviousHash is null != options.PreviousValidUntil is null)
        {
            result.AddError($"{name}: PreviousHash and PreviousValidUntil belong together; set both or neither.");
        }

        return result.Build();
    }
}
