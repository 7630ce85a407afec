using Microsoft.Extensions.Options;

namespace Gateway.Core.Pipeline.Limits;

/// <summary>The ranges, from the attributes.</summary>
[OptionsValidator]
internal sealed partial class FailedCredentialOptionsValidator : IValidateOptions<FailedCredentialOptions>;
