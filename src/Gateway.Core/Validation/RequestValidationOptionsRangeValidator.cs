using Microsoft.Extensions.Options;

namespace Gateway.Core.Validation;

/// <summary>The ranges, from the attributes.</summary>
[OptionsValidator]
internal sealed partial class RequestValidationOptionsRangeValidator : IValidateOptions<RequestValidationOptions>;
