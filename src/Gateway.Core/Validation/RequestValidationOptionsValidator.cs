using Microsoft.Extensions.Options;

namespace Gateway.Core.Validation;

/// <summary>What ranges cannot say.</summary>
internal sealed class RequestValidationOptionsValidator : IValidateOptions<RequestValidationOptions>
{
    public ValidateOptionsResult Validate(string? name, RequestValidationOptions options) =>
        options.DefaultDraft is { } draft && !Enum.IsDefined(draft)
            ? ValidateOptionsResult.Fail($"{name}:DefaultDraft: {draft} must be one of {string.Join(", ", Enum.GetNames<JsonSchemaDraft>())}.")
            : ValidateOptionsResult.Success;
}
