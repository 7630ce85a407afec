using Microsoft.AspNetCore.Mvc.Filters;

namespace Gateway.Core.Validation;

/// <summary>Frees a controller, or an action, from the parameters, schemas and mode that were declared further out.</summary>
// A filter too, like the attribute that it answers: MVC lists filters in the metadata a second time, and the order must stay the same.
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DisableRequestValidationAttribute : Attribute, IDisableRequestValidationMetadata, IFilterMetadata;
