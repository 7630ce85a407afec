namespace Gateway.Core.Pipeline.Rejections;

/// <summary>One thing that is wrong with a request. It never has a value of the request.</summary>
/// <param name="In">Where: <c>header</c>, <c>path</c>, <c>query</c> or <c>body</c>.</param>
/// <param name="Name">The parameter's name; null for the body.</param>
/// <param name="JsonPointer">
/// Where in the value, as a JSON Pointer (RFC 6901); empty for the whole of it. Names longer than 64 characters, and pointers longer than 256,
/// are cut and end in <c>…</c>.
/// </param>
/// <param name="Keyword">The keyword of JSON Schema that is not kept, or <c>json</c> for a body that is none.</param>
/// <param name="Expected">What would be right.</param>
public sealed record RequestValidationError(string In, string? Name, string JsonPointer, string Keyword, string Expected)
{
    /// <summary>The member that has to be there, where it is about one.</summary>
    internal string? Member { get; init; }
}
