namespace Gateway.Core.Validation.Schemas;

/// <summary>One way in which a document is not as its schema wants it. It never has a value of the document.</summary>
/// <param name="Pointer">Where in the document, as a JSON Pointer (RFC 6901).</param>
/// <param name="Keyword">The keyword that is not kept.</param>
/// <param name="Expected">What the keyword asks for.</param>
/// <param name="Member">The member that has to be there, where it is about one.</param>
internal sealed record SchemaError(string Pointer, string Keyword, string Expected, string? Member);
