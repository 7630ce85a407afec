using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>The ranges of a replacement, from the attributes.</summary>
[OptionsValidator]
internal sealed partial class RejectionOptionsRangeValidator : IValidateOptions<RejectionOptions>;

/// <summary>Names of headers and media types. The options' name is the replacement's path in configuration.</summary>
internal sealed class RejectionOptionsValidator : IValidateOptions<RejectionOptions>
{
    private static readonly string[] Framing = [HeaderNames.ContentLength, HeaderNames.TransferEncoding, HeaderNames.Connection];

    public ValidateOptionsResult Validate(string? name, RejectionOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (var header in options.Headers.Keys)
        {
            if (!HeaderText.IsName(header))
            {
                result.AddError($"{name}:Headers:{header}: is not the name of a header.");
            }
            else if (Framing.Contains(header, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"{name}:Headers:{header}: is written by the server and cannot be set.");
            }
        }

        foreach (var mediaType in options.Templates.Keys)
        {
            if (!MediaTypeHeaderValue.TryParse(mediaType, out var parsed) || parsed.MatchesAllTypes || parsed.MatchesAllSubTypes)
            {
                result.AddError($"{name}:Templates:{mediaType}: must be a media type such as application/json.");
            }
        }

        return result.Build();
    }
}
