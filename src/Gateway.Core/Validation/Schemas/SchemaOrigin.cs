namespace Gateway.Core.Validation.Schemas;

/// <summary>Where a schema is from.</summary>
internal abstract record SchemaOrigin;

/// <param name="Text">JSON.</param>
internal sealed record TextOrigin(string Text) : SchemaOrigin;

/// <param name="Path">From the app's content root.</param>
internal sealed record FileOrigin(string Path) : SchemaOrigin;

/// <param name="Type">The C# type.</param>
/// <param name="AllowsUnknownMembers">Whether members that the type does not have may be there.</param>
internal sealed record TypeOrigin(Type Type, bool AllowsUnknownMembers) : SchemaOrigin;
