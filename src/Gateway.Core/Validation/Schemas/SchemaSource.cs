namespace Gateway.Core.Validation.Schemas;

/// <summary>The text of a schema.</summary>
/// <param name="Name">For messages, such as <c>model 'Order'</c>.</param>
/// <param name="Text">JSON.</param>
/// <param name="BaseUri">What its relative references start from, unless it has an id.</param>
internal sealed record SchemaSource(string Name, string Text, Uri BaseUri);
