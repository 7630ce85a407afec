using Microsoft.Extensions.Options;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>The ranges, from the attributes; there is no rule between fields.</summary>
[OptionsValidator]
internal sealed partial class SignatureOptionsValidator : IValidateOptions<SignatureOptions>;
