using Gateway.Core.ApiKeys;
using Gateway.Core.Authorizers;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.UsagePlans;

namespace Gateway.Core.Hosting;

/// <summary>
/// What one reading of code and configuration gave. A wrong definition is among the errors and stands here under its name without its
/// content, so that what refers to it by name is not reported too.
/// </summary>
internal sealed record DefinitionReading : IRejectionOptionsSource
{
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>The section's path, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>All options but the keys, which are in <see cref="Keys"/>.</summary>
    public required ApiGatewayOptions Options { get; init; }

    /// <summary>How keys are read and remembered; the defaults where that is wrong.</summary>
    public required ApiKeysOptions ApiKeys { get; init; }

    /// <summary>The defaults where that is wrong.</summary>
    public required FailedCredentialOptions FailedCredentials { get; init; }

    public required IReadOnlyDictionary<string, ApiKeyOptions> Keys { get; init; }

    public required IReadOnlyDictionary<string, UsagePlanOptions> UsagePlans { get; init; }

    public required IReadOnlyDictionary<string, ThrottleOptions> Throttles { get; init; }

    public required IReadOnlyDictionary<string, AuthorizerOptions> Authorizers { get; init; }

    public required IReadOnlyDictionary<string, StageOptions> Stages { get; init; }

    public required IReadOnlyDictionary<string, RejectionOptions> Rejections { get; init; }

    public required DefinitionBaseline Baseline { get; init; }
}
