using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Mapping;

/// <summary>The ranges, from the attributes.</summary>
[OptionsValidator]
internal sealed partial class MappingOptionsRangeValidator : IValidateOptions<MappingOptions>;

/// <summary>Names of media types. The options' name is their path in configuration.</summary>
internal sealed class MappingOptionsValidator : IValidateOptions<MappingOptions>
{
    public ValidateOptionsResult Validate(string? name, MappingOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (var mediaType in options.BinaryMediaTypes.Keys)
        {
            if (!MediaTypeHeaderValue.TryParse(mediaType, out var parsed) || parsed.Parameters.Count > 0)
            {
                result.AddError($"{name}:BinaryMediaTypes:{mediaType}: must be a media type such as image/png, image/* or */*.");
            }
        }

        return result.Build();
    }
}
