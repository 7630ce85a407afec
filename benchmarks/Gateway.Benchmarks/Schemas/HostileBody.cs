using Gateway.Core.Validation.Schemas;

namespace Gateway.Benchmarks.Schemas;

/// <summary>A body of about 1 MB, and the schema that it meets.</summary>
/// <param name="Name">What it is made to strain.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Json">The body.</param>
/// <param name="Expected">What the schema says of it.</param>
internal sealed record HostileBody(string Name, string Schema, byte[] Json, SchemaVerdict Expected)
{
    public Validator Validator { get; } = new(Schema);

    // Names the rows of a table.
    public override string ToString() => Name;
}
