using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation.Bodies;

/// <summary>What is said of bodies that no schema has looked at, or not to the end.</summary>
internal static class BodyFaults
{
    public static readonly BodyFinding Missing = Create(RejectionReason.BodyInvalid, "required", "a body");

    public static readonly BodyFinding UnsupportedMediaType = Create(RejectionReason.MediaTypeUnsupported);

    public static readonly BodyFinding UnsupportedEncoding = Create(RejectionReason.EncodingUnsupported);

    public static readonly BodyFinding TooLarge = Create(RejectionReason.BodyTooLarge);

    public static readonly BodyFinding BadEncoding =
        Create(RejectionReason.BodyInvalid, "json", "a body in the encoding that Content-Encoding names");

    private static readonly BodyFinding TooMuchWork = Create(RejectionReason.BodyTooComplex, "json", "a body that takes less work to validate");

    public static BodyFinding Explain(SchemaOutcome outcome, JsonReading reading) => outcome.Fault switch
    {
        JsonFault.None => TooMuchWork,
        JsonFault.Malformed => Create(RejectionReason.BodyInvalid, "json", "JSON in UTF-8 (RFC 8259)"),
        JsonFault.DuplicateName => Create(RejectionReason.BodyInvalid, "json", "objects with every member once"),
        JsonFault.TooDeep => CreateComplex($"at most {reading.MaxDepth} levels of objects and arrays"),
        JsonFault.TooManyMembers => CreateComplex($"at most {reading.MaxMembers} members in an object"),
        JsonFault.TooManyTokens => CreateComplex($"at most {reading.MaxTokens} values and names"),
        JsonFault.StringTooLong => CreateComplex($"strings and names of at most {reading.MaxStringLength} bytes"),
        _ => CreateComplex($"numbers of at most {reading.MaxNumberLength} characters"),
    };

    private static BodyFinding CreateComplex(string expected) => Create(RejectionReason.BodyTooComplex, "json", expected);

    private static BodyFinding Create(RejectionReason reason) => new(reason, []);

    private static BodyFinding Create(RejectionReason reason, string keyword, string expected) =>
        new(reason, [new RequestValidationError("body", null, "", keyword, expected)]);
}
