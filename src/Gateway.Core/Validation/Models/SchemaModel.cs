using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation.Models;

/// <summary>A schema with a name, which others refer to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Origin">Where it is from.</param>
internal sealed record SchemaModel(string Name, SchemaOrigin Origin);
