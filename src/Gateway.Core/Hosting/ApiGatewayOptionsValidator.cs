using Microsoft.Extensions.Options;

namespace Gateway.Core.Hosting;

/// <summary>The options that belong to no capability; the others are validated where they are defined, under their own paths.</summary>
internal sealed class ApiGatewayOptionsValidator : IValidateOptions<ApiGatewayOptions>
{
    private const int FewestAddresses = 1_000;
    private const int MostAddresses = 10_000_000;
    private const int MostCallers = 100_000_000;

    public ValidateOptionsResult Validate(string? name, ApiGatewayOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (!Enum.IsDefined(options.Mode))
        {
            result.AddError($"{name}:Mode: {options.Mode} must be Standard or AmazonApiGateway.");
        }

        if (options.MaxCallers is < 1 or > MostCallers)
        {
            result.AddError($"{name}:MaxCallers: {options.MaxCallers} must be between 1 and {MostCallers} callers.");
        }

        if (options.MaxAddresses is < FewestAddresses or > MostAddresses)
        {
            result.AddError($"{name}:MaxAddresses: {options.MaxAddresses} must be between {FewestAddresses} and {MostAddresses} addresses.");
        }

        return result.Build();
    }
}
