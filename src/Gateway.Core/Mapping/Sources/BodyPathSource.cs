using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>
/// What a JSON path finds in the body: a string's text, an object or array as compact JSON. As in the reference, a body that does not begin
/// like an object or array is none to look into, and null is no value.
/// </summary>
internal sealed class BodyPathSource(JsonPath path, BodyPathBounds bounds) : MappingSource
{
    public override bool NeedsBody => true;

    public override bool IsOfSender => true;

    public override string Location => "body";

    public override StringValues Read(ref MappingInput input)
    {
        if (!BeginsLikeJson(input.Body))
        {
            return StringValues.Empty;
        }

        var found = path.Read(input.Body, bounds.Reading, bounds.Workspaces, bounds.MaxSteps);
        input.Fault = found.Outcome switch
        {
            PathOutcome.Found or PathOutcome.Missing => BodyFault.None,
            PathOutcome.TooComplex => BodyFault.TooComplex,
            _ => found.Fault switch
            {
                JsonFault.Malformed => BodyFault.Malformed,
                JsonFault.DuplicateName => BodyFault.DuplicateName,
                _ => BodyFault.TooComplex,
            },
        };
        return found.Text;
    }

    private static bool BeginsLikeJson(ReadOnlySpan<byte> body)
    {
        var text = body.StartsWith(JsonText.ByteOrderMark) ? body[JsonText.ByteOrderMark.Length..] : body;
        return text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
    }
}
