namespace Gateway.Core.Validation.Schemas;

/// <summary>Something wrong with a schema.</summary>
/// <param name="Source">Where the schema is from, such as <c>file 'order.json'</c>.</param>
/// <param name="Pointer">Where in it, as a JSON Pointer (RFC 6901).</param>
/// <param name="Message">What is wrong and what would be right.</param>
internal sealed record SchemaFault(string Source, string Pointer, string Message)
{
    public override string ToString() => $"{Source} at '{Pointer}': {Message}";
}
