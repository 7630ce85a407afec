using Gateway.Core.Mapping.Sources;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Mapping;

/// <summary>Why a request cannot be mapped.</summary>
/// <param name="Reason">What the caller is told.</param>
/// <param name="Detail">What it has to correct.</param>
/// <param name="Fault">What the app has to correct, where it is not the caller's fault; for the log.</param>
internal sealed record MappingRefusal(RejectionReason Reason, RejectionDetail? Detail = null, string? Fault = null)
{
    public static readonly MappingRefusal UnsupportedMediaType = new(RejectionReason.MediaTypeUnsupported);

    public static readonly MappingRefusal MissingBody = OfBody(RejectionReason.BodyInvalid, "", "required", "a body");

    private static readonly MappingRefusal TooLarge = new(RejectionReason.BodyTooLarge);

    private static readonly MappingRefusal UnsupportedEncoding = new(RejectionReason.EncodingUnsupported);

    private static readonly MappingRefusal BadEncoding =
        OfBody(RejectionReason.BodyInvalid, "", "json", "a body in the encoding that Content-Encoding names");

    private static readonly MappingRefusal Malformed =
        OfBody(RejectionReason.BodyInvalid, "", "json", "JSON in UTF-8 (RFC 8259)", "Invalid JSON in request body");

    private static readonly MappingRefusal DuplicateName = OfBody(RejectionReason.BodyInvalid, "", "json", "objects with every member once");

    private static readonly MappingRefusal TooComplex =
        OfBody(RejectionReason.BodyTooComplex, "", "json", "a body that is less deep and takes less work to map");

    /// <summary>Null for a body that is whole.</summary>
    public static MappingRefusal? Of(in PeekedBody body) =>
        body.IsTooLarge ? TooLarge : body.IsEncodingUnsupported ? UnsupportedEncoding : body.IsMalformed ? BadEncoding : null;

    public static MappingRefusal Of(BodyFault fault) => fault switch
    {
        BodyFault.Malformed => Malformed,
        BodyFault.DuplicateName => DuplicateName,
        _ => TooComplex,
    };

    public static MappingRefusal OfChain(string mapping) => new(
        RejectionReason.MappingFailed, Fault: $"the mapping {mapping} cannot read what the mapping before it has made");

    public static MappingRefusal Of(TemplateOutcome outcome) => outcome == TemplateOutcome.BodyMalformed
        ? Malformed
        : new MappingRefusal(RejectionReason.MappingFailed, Fault: TemplateRenderer.Describe(outcome));

    public static MappingRefusal OfLength(MappingSource source, int maxLength) => new(
        source.Location == "body" ? RejectionReason.BodyInvalid : RejectionReason.ParametersInvalid,
        new RequestValidationRejection(
            [new RequestValidationError(source.Location, source.Name, "", "maxLength", $"at most {maxLength} characters where it is mapped")]));

    public static MappingRefusal OfBody(RejectionReason reason, string pointer, string keyword, string expected, string? referenceMessage = null) => new(
        reason,
        new RequestValidationRejection([new RequestValidationError("body", null, pointer, keyword, expected)]) { Message = referenceMessage });
}
