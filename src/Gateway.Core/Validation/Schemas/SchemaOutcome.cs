using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Schemas;

/// <summary>What came of looking at a document.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="Fault">Why it was not looked at by the schema.</param>
/// <param name="Errors">Where it is invalid, in what, at most 20.</param>
internal sealed record SchemaOutcome(SchemaVerdict Verdict, JsonFault Fault, IReadOnlyList<SchemaError> Errors)
{
    public static readonly SchemaOutcome Valid = new(SchemaVerdict.Valid, JsonFault.None, []);

    private static readonly SchemaOutcome[] OfFaults = [.. Enum.GetValues<JsonFault>().Select(fault => new SchemaOutcome(
        fault is JsonFault.Malformed or JsonFault.DuplicateName ? SchemaVerdict.Malformed : SchemaVerdict.TooComplex, fault, []))];

    /// <param name="fault">None where the steps have run out.</param>
    public static SchemaOutcome Of(JsonFault fault) => OfFaults[(int)fault];

    public static SchemaOutcome Invalid(IReadOnlyList<SchemaError> errors) => new(SchemaVerdict.Invalid, JsonFault.None, errors);
}
